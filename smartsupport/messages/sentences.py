"""The sentences, by code, in the order of the layers that raise them."""

from smartsupport.i18n import N_

SENTENCES: dict[str, str] = {
    # domain
    "text_not_storable": N_("“{field}” holds a character that cannot be stored. Type it again."),
    "month_not_readable": N_("“{value}” is not a month. Write it like 2026-10."),
    "ends_before_start": N_("The end ({end}) must be after the start ({start})."),
    "gather_after_start": N_("Gathering ({gather}) must not be after the start ({start})."),
    "dismiss_before_end": N_("Dismissal ({dismiss}) must not be before the end ({end})."),
    "password_short": N_(
        "The password is too short. Use {number} characters or more, or {words} words "
        "with spaces between them."
    ),
    "password_simple": N_(
        "This password is easy to guess. Use words or characters that do not follow each other."
    ),
    # accounts
    "coordinator_only": N_("Only a coordinator can do this. Ask a coordinator to sign in."),
    "person_required": N_("Enter the name of the person."),
    "password_taken": N_("This password cannot be used here. Choose another."),
    "password_needed_for_coordinator": N_("A coordinator needs a password. Enter one."),
    "no_passwords_here": N_("This register is open to everyone: it has no passwords."),
    "last_coordinator": N_(
        "The last coordinator cannot be removed. Add another coordinator first."
    ),
    "last_four_wrong": N_(
        "These are not the last four characters of the newest recovery sheet. Look again."
    ),
    "whose_password": N_("Say whose password is to be new: {names}."),
    # storage
    "no_workspace": N_("There is no register in {path}. Make one first."),
    "workspace_exists": N_("There is already a register in {path}. Choose another folder."),
    "workspace_newer": N_(
        "This register was written by a newer version of the program. Install that version."
    ),
    "workspace_not_readable": N_("{path} cannot be read. Check that you may open this folder."),
    "workspace_not_writable": N_(
        "Nothing can be saved in this folder. Check that you may write there. {path}"
    ),
    "register_open": N_(
        "This register is already open. Go on in the window that is open, or close it first."
    ),
    "place_in_cloud": N_(
        "The register cannot lie in a folder that {service} copies: the copy is taken while it is being written. Move its folder to this computer's own disk, outside {service}. {path}"
    ),
    "place_on_network": N_(
        "The register cannot lie on another computer's folder: it would be damaged when the network fails. Move its folder to this computer's own disk. {path}"
    ),
    "place_removable": N_(
        "The register cannot lie on a drive that can be pulled out. Move its folder to this computer's own disk. {path}"
    ),
    "vault_damaged": N_("The key file {path} is damaged. Put its copy from a backup back."),
    "keys_not_written": N_(
        "It is changed, but the disk did not take the keys: until the next sign-in the password or "
        "sheet from before opens the register, afterwards the new one. Make room there: {path}"
    ),
    "vault_mixed_up": N_(
        "The key file does not belong to this register, or was changed. "
        "Put its copy from a backup back."
    ),
    "password_needed": N_("This register has a password. Enter it."),
    "password_wrong": N_("The password is not right. Type it again."),
    "account_removed": N_(
        "This person no longer works with this register. Ask another coordinator."
    ),
    "recovery_code_of_another": N_(
        "This recovery sheet does not open this register: it is another register's, "
        "or a newer sheet has taken its place."
    ),
    "database_missing": N_("The register's file {path} is missing. Put it back from a backup."),
    "database_not_ours": N_(
        "{path} does not belong to this register, or is damaged. Put it back from a backup."
    ),
    "database_not_openable": N_(
        "The register cannot be opened just now. Check the disk, then try again. {path}"
    ),
    "database_busy": N_("Another program holds the register. Close it, then try again. {path}"),
    "database_damaged": N_(
        "The register's file is damaged. Stop here and put it back from a backup. {path}"
    ),
    "disk_full": N_("The disk is full. Make room, then try again; nothing was lost. {path}"),
    "backup_not_written": N_(
        "The backup could not be written to {path}. Check the disk, then try again."
    ),
    "backup_not_found": N_("There is no backup named {file}. Choose the file again."),
    "backup_not_readable": N_("The backup {file} cannot be read. Check the disk, then try again."),
    "not_a_backup": N_("{file} is not a backup of this program. Choose another file."),
    "backup_damaged": N_(
        "The backup {file} is damaged or incomplete. Nothing was changed. Choose another backup."
    ),
    "account_not_found": N_("This person does not work with this register."),
    "recovery_sheet_not_found": N_("This recovery sheet is not known here."),
    "person_erased": N_("This person's record was erased. Nothing more can be written of them."),
    "workspace_not_found": N_("This register's own record is missing. Restore a backup."),
    "supporter_not_found": N_("This supporter is not in the register."),
    "participant_not_found": N_("This participant is not in the register."),
    "venue_not_found": N_("This venue is not in the register."),
    "session_not_found": N_("This session is not in the register."),
    "session_kind_not_found": N_("This kind of session is not in the register."),
    "booking_not_found": N_("This booking is not in the register."),
    "placement_not_found": N_("This placement is not in the register."),
    "consultation_not_found": N_("This consultation is not in the register."),
    "choice_not_found": N_("This entry is not in the list."),
    "series_not_found": N_("This series is not in the register."),
    "availability_not_found": N_("This availability is not in the register."),
    "door_event_not_found": N_("This entry at the door is not in the register."),
    "card_event_not_found": N_("This card is not in the register."),
    "record_not_found": N_("Nothing is known under this id. Copy one from a list."),
    # codes
    "recovery_code_short": N_(
        "The recovery code has {length} letters and digits; {found} were read. Compare it with the recovery sheet, row by row."
    ),
    "recovery_code_wrong": N_(
        "Something in row {row} is different from the recovery sheet. Look at that row again."
    ),
    "recovery_code_not_right": N_(
        "Two or more characters are different from the recovery sheet. Compare every row."
    ),
    # command line
    "password_not_given": N_(
        "A password is needed. Put it into {variable}, or run this in a terminal to be asked."
    ),
    "year_not_readable": N_("“{value}” is not a fiscal year. Write it like 2026."),
    "sheet_where": N_("Say where the sheet is to be saved: -o FILE."),
    "restore_how": N_(
        "There is a register already. Say --merge to add what the backup holds, or --replace to "
        "put it in its place."
    ),
    "passwords_differ": N_("The two passwords are not the same. Type them again."),
    "id_not_readable": N_("“{value}” is not an id. Copy one from a list."),
    "day_not_readable": N_("“{value}” is not a date. Write it like 2026-10-03."),
    "time_not_readable": N_("“{value}” is not a time. Write it like 10:05."),
    "desk_not_said": N_("Say --session, or --venue and --on."),
    "cancel_what": N_("Say --session or --on."),
    "cards_for_whom": N_("Say --kind supporters, --kind participants or --blank."),
    "format_unknown": N_("“{value}” is not a format this can be saved in ({known})."),
    "rounding_not_readable": N_("“{value}” is not a rounding rule. Write it like 30:up:day."),
    "mapping_not_readable": N_(
        "{path} does not say which heading holds which field. "
        'Write it like {{"name": "氏名", "phone": "電話"}}.'
    ),
    # import
    "import_kind_unknown": N_("“{kind}” is not a kind of list that can be imported."),
    "possible_twin": N_("This may be the same as “{other}”. Compare the two."),
    "kind_not_told": N_("The title does not tell the kind of session; “{kind}” was taken."),
    "venue_not_clear": N_("“{value}” may be one of {number} venues. Write its address too."),
    "booking_no_session": N_("The day is missing. Enter it, or choose the session first."),
    "booking_session_not_found": N_("No session is held there on {day}. Check day and venue."),
    "booking_session_not_clear": N_(
        "There are {number} sessions that day. Add the venue, the time or the title."
    ),
    "row_changed_meanwhile": N_(
        "This entry was changed in the register meanwhile. Import the file once more."
    ),
    "no_display": N_(
        "There is no screen to open a window on. “smartsupport --help” lists what can be done without one."
    ),
    # services
    "reason_required": N_("Say why: it stands in the record of disposal."),
    "reason_names_person": N_(
        "The reason stays, so it must not say who it was. Write it without the name."
    ),
    "months_too_few": N_("Keep it at least one month."),
    "disposal_not_counted": N_("These are {count} at once. Confirm by typing the number {count}."),
    "nothing_disposed": N_("Nothing was disposed of in this fiscal year."),
    "backup_of_another": N_("This backup is another register's. Nothing was changed."),
    "backup_inside": N_(
        "This backup lies in the register's own folder and would be removed with it. Make one "
        "elsewhere. {path}"
    ),
    "backup_not_complete": N_(
        "{file} does not hold the last changes. Make a new backup. Nothing was removed."
    ),
    "record_inside": N_(
        "The record would be removed together with the register. Save it outside its folder."
    ),
    "drive_not_allowed": N_(
        "This drive can be pulled out. A coordinator must allow it first, with its register number "
        "and a reason. {path}"
    ),
    "drive_needs_password": N_(
        "A register without a password is open to everyone, so nothing of it is written to a drive "
        "that can be pulled out."
    ),
    "sync_needs_password": N_(
        "A register without a password cannot be shared: whoever opens the folder could read it. "
        "Make a register with a password."
    ),
    "folder_inside": N_(
        "This folder belongs to the register on this computer. Choose one that the other computers "
        "reach too. {path}"
    ),
    "folder_of_another": N_(
        "This folder belongs to another register or holds something else. Choose another folder; "
        "nothing was changed. {path}"
    ),
    "folder_of_later": N_(
        "This folder was made by a newer version. Update the program on this computer. {path}"
    ),
    "folder_missing": N_(
        "The folder is not there. Put the USB drive in or connect to the network. {path}"
    ),
    "folder_not_writable": N_(
        "Nothing can be written to this folder. Ask for permission, or choose another. {path}"
    ),
    "folder_full": N_("There is no room left in this folder. Make room and try again. {path}"),
    "folder_unreachable": N_(
        "The folder does not answer. Look at the network and try again. {path}"
    ),
    "laptop_is_this": N_(
        "This is the computer you are sitting at. Do it on another one, or remove the register here."
    ),
    "laptop_not_found": N_("This computer is not in the list any more. Open the list again."),
    "folder_not_shared": N_("No register is shared in this folder. Choose another one. {path}"),
    "folder_several": N_(
        "Several registers are shared here. Choose the folder of one of them, smartsupport-…. {path}"
    ),
    "not_arrived": N_(
        "Some files have not arrived in this folder yet. Wait until the copying has ended, and try "
        "again. {path}"
    ),
    "keys_not_here": N_(
        "The keys of this folder have not arrived yet, or are not for you. Wait, or ask another "
        "coordinator. {path}"
    ),
    "not_shared": N_("This register is not shared yet. Choose a shared folder first."),
    "sharing_broke_off": N_(
        "The exchange with the shared folder broke off by a fault of the program. Everything is "
        "saved here, and it is tried again. If it goes on, restart the program."
    ),
    "drive_why": N_("Enter the register number of the drive and the reason."),
    "entry_known": N_("“{name}” is already in the list."),
    "document_unknown": N_("“{value}” is not one of the documents ({known})."),
    "role_unknown": N_("“{role}” is not a role."),
    "size_unknown": N_("“{size}” is not a size of practice register."),
    "day_only_practice": N_(
        "Only a practice register can play a day: nobody real is checked in for show."
    ),
    "end_before_arrival": N_("The end must not be before the arrival ({start})."),
    "start_required": N_("Nobody was seen to come. Enter when the work began."),
    "kana_required": N_("Enter the reading (or the name) of the supporter."),
    "name_required": N_("Enter a name."),
    "number_negative": N_("“{field}” cannot be below 0."),
    "venue_required": N_("Choose a venue."),
    "kind_required": N_("Choose the kind of session."),
    "venue_in_use": N_("Sessions are held at this venue, so it cannot be removed."),
    "kind_in_use": N_("There are sessions of this kind. Retire it instead of removing it."),
    "session_has_visits": N_("People were registered at this session. Cancel it instead."),
    "person_has_visits": N_("This person was at sessions, so the entry cannot be removed."),
    "person_is_joined": N_(
        "This entry and another are one person. Say that they are two people first."
    ),
    "supporter_is_placed": N_("This supporter is placed at a session. Take the placement first."),
    "participant_is_booked": N_("This participant has a booking. Cancel the booking first."),
    "person_has_consultations": N_(
        "Consultations of this person are recorded, so the entry cannot be removed."
    ),
    "session_not_here": N_("This session is not one of today's at this venue. Choose another."),
    "already_booked": N_("This person is booked for this session already. Nothing was changed."),
    "session_cancelled": N_("This session is cancelled."),
    "card_number": N_("Print 1 to {most} cards at a time."),
    "card_not_found": N_("This card is not one of this register's."),
    "card_not_free": N_("This card already belongs to somebody. Take another one."),
    "person_not_found": N_("Nobody of this number is in the register. Find them by name."),
    "not_inside": N_("This person is not registered as being here."),
    "nothing_to_undo": N_("There is nothing to take back."),
    "version_not_found": N_(
        "This is no longer open: it was settled or removed meanwhile. Nothing was changed."
    ),
    "step_not_found": N_("This entry is no longer there."),
    "topic_unknown": N_("“{choice}” is not one of the topics."),
    "referral_unknown": N_("“{choice}” is not one of the places to refer to."),
    "number_unknown": N_("Nobody has reception number {number} at this session."),
    "period_backwards": N_("The first day must not be after the last."),
    "period_too_long": N_("Choose a period of one year at most."),
    "preset_unknown": N_("“{preset}” is not one of the ways to match."),
    "placement_overlaps": N_(
        "At that time the supporter is at “{session}” (from {start}). To place them all the "
        "same, give a reason."
    ),
    # codes
    "picture_not_readable": N_(
        "This file is not a picture that can be read. Choose a PNG, JPEG, WebP, BMP, GIF or PDF file."
    ),
    "picture_too_large": N_(
        "This picture is too large. Choose one of at most {megabytes} MB and {megapixels} megapixels."
    ),
    "picture_too_many_pages": N_(
        "This PDF has too many pages. Choose one of at most {most} pages."
    ),
    "picture_not_found": N_("There is no file named {name}. Choose the picture again."),
    "picture_not_available": N_(
        "{name} could not be opened. Check that it is a file you may read and that the folder can be reached, then try again."
    ),
    # domain
    "rounding_not_possible": N_(
        "Hours cannot be rounded like this. The unit must be at least 1 minute and a cap cannot be negative."
    ),
    "series_ends_before_start": N_(
        "The last day ({last}) is before the first day ({first}). Correct one of them."
    ),
    "series_too_long": N_("This would make more than {most} sessions. Check the last day."),
    # storage
    "session_kind_exists": N_(
        "This entry is already here, perhaps deleted. Open it instead of adding it again."
    ),
    "choice_exists": N_(
        "This entry is already here, perhaps deleted. Open it instead of adding it again."
    ),
    "supporter_exists": N_(
        "This entry is already here, perhaps deleted. Open it instead of adding it again."
    ),
    "availability_exists": N_(
        "This entry is already here, perhaps deleted. Open it instead of adding it again."
    ),
    "participant_exists": N_(
        "This entry is already here, perhaps deleted. Open it instead of adding it again."
    ),
    "venue_exists": N_(
        "This entry is already here, perhaps deleted. Open it instead of adding it again."
    ),
    "series_exists": N_(
        "This entry is already here, perhaps deleted. Open it instead of adding it again."
    ),
    "session_exists": N_(
        "This entry is already here, perhaps deleted. Open it instead of adding it again."
    ),
    "booking_exists": N_(
        "This entry is already here, perhaps deleted. Open it instead of adding it again."
    ),
    "placement_exists": N_(
        "This entry is already here, perhaps deleted. Open it instead of adding it again."
    ),
    "consultation_exists": N_(
        "This entry is already here, perhaps deleted. Open it instead of adding it again."
    ),
    "door_event_exists": N_(
        "This entry is already here, perhaps deleted. Open it instead of adding it again."
    ),
    "card_event_exists": N_(
        "This entry is already here, perhaps deleted. Open it instead of adding it again."
    ),
    # ui
    "pdf_not_readable": N_("This document cannot be shown. Make it again."),
    "file_not_writable": N_(
        "{file} could not be saved. Choose another folder, or close the program that has it open."
    ),
    "printer_not_ready": N_(
        "The printer does not answer. Check that it is on and has paper, then print again."
    ),
}
