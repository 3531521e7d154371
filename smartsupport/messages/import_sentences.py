"""What is wrong with a file, a row or a cell of an import, and how to mend it."""

from smartsupport.i18n import N_

IMPORT_SENTENCES: dict[str, str] = {
    "sheet_missing": N_("There is no file {path}. Choose it again."),
    "sheet_not_readable": N_("{path} cannot be read. Close it in other programs, then try again."),
    "sheet_empty": N_("The file holds nothing. Choose another one."),
    "sheet_too_large": N_(
        "The file is larger than {limit_mb} MB. Split it, or save only the sheet you need."
    ),
    "sheet_is_pdf": N_(
        "This is a PDF, not a table. Ask for the Excel or CSV file it was made from."
    ),
    "sheet_is_image": N_(
        "This is a picture, not a table. Ask for the Excel or CSV file it was made from."
    ),
    "sheet_is_archive": N_(
        "This is a packed file or another kind of document. Unpack it, or save it as .xlsx or .csv."
    ),
    "sheet_is_old_excel": N_(
        "This is an old Excel file (.xls). Open it in Excel and save it as .xlsx."
    ),
    "sheet_is_protected": N_(
        "This workbook is protected with a password. Take the password off in Excel and save it."
    ),
    "sheet_is_web_page": N_(
        "This is a web page saved under another name. Open it in Excel and save it as .xlsx."
    ),
    "sheet_not_text": N_(
        "This is neither an Excel file nor a text file. Save the table as .xlsx or .csv."
    ),
    "sheet_not_decodable": N_(
        "The characters in line {line} cannot be read. Save the file as “CSV UTF-8” or .xlsx."
    ),
    "sheet_quote_open": N_(
        "A quotation mark opened in row {line} is never closed. Add it or delete it, then try again."
    ),
    "sheet_quote_stray": N_("Row {line} holds a stray quotation mark. Delete it, then try again."),
    "sheet_cell_too_long": N_(
        "A cell in row {line} is too long to be read. Check its quotation marks."
    ),
    "sheet_damaged": N_(
        "The Excel file is damaged. Open it in Excel, save it again and choose that file."
    ),
    "sheet_no_header": N_(
        "No row of headings was recognised. Name the columns yourself, or add a row such as 氏名, 電話."
    ),
    "import_other_kind": N_(
        "This looks like a list of {list}, not of {wanted}. Nothing was stored."
    ),
    "mapped_column_missing": N_(
        "There is no column “{header}” in this file. Choose the columns again."
    ),
    "import_cancelled": N_("The import was cancelled. Nothing was changed."),
    "not_in_cp932": N_(
        "Shift_JIS cannot write these characters: {characters}. Save as UTF-8 instead."
    ),
    "target_not_writable": N_(
        "{path} cannot be written. If it is open in Excel, close it; or choose another folder."
    ),
    "row_too_many_cells": N_(
        "This row has {cells} cells under {columns} headings, so its values may be shifted. Put a comma inside a cell between quotation marks."
    ),
    "row_repeated": N_("This row says the same as row {first}; it is read once."),
    "cell_not_storable": N_("“{value}” holds a character that cannot be stored. Type it again."),
    "date_not_readable": N_("“{value}” is not a date. Write it like 2026/10/3 or 令和8年10月3日."),
    "date_without_year": N_("“{value}” has no year. Write it like 2026/10/3."),
    "date_year_short": N_(
        "“{value}” may be of two years (2026 or 平成26年). Write the year with four digits."
    ),
    "date_not_in_calendar": N_("“{value}” is not in the calendar. Check the day."),
    "date_outside_era": N_("“{value}” cannot be: {era} lasted from {first} to {last}."),
    "time_past_midnight": N_(
        "“{value}” is past midnight. A session ends on its own day, at 23:59 at the latest."
    ),
    "time_kept_as_text": N_("“{value}” is not a time; it is kept as written."),
    "span_not_readable": N_("“{value}” is not a span of time. Write it like 13:00～16:00."),
    "span_more": N_("Only the times were taken from “{value}”."),
    "phone_not_readable": N_("“{value}” is not a telephone number. Write it like 03-1234-5678."),
    "phone_zero_lost": N_("“{value}” had lost its first 0; it was put back. Check the number."),
    "phone_no_area": N_("“{value}” has no area code. Add it if you know it."),
    "phone_more": N_("Only the first number was taken from “{value}”."),
    "postal_not_readable": N_("“{value}” is not a postal code. Write it like 173-8501."),
    "postal_zero_lost": N_("“{value}” had lost its first 0; it was put back."),
    "email_not_readable": N_("“{value}” is not a mail address."),
    "kana_not_readable": N_("“{value}” holds kanji, so it is no reading. Write it in kana."),
    "yes_no_not_readable": N_("“{value}” is neither yes nor no. Write ○ or ×."),
    "number_not_readable": N_("“{value}” is not one number. Write it like 20."),
    "number_out_of_range": N_("“{value}” must lie between {low} and {high}."),
    "coordinates_not_readable": N_("“{value}” is not a latitude and longitude."),
    "coordinates_half": N_("Only one of latitude and longitude is given; both are left out."),
    "coordinates_outside": N_("“{value}” lies outside Japan; the place on the map is left out."),
    "coordinates_swapped": N_(
        "Latitude and longitude stood the other way round; they were put right."
    ),
    "municipality_code_wrong": N_("“{value}” is not a municipality code. It has six digits."),
    "venue_no_name": N_("The name of the place is missing. Enter it."),
    "hours_read_from_note": N_("The hours {start} to {end} were read from the remark. Check them."),
    "session_no_day": N_("The date is missing. Enter it."),
    "session_no_start": N_("The time it starts is missing. Enter it."),
    "session_no_start_offered": N_(
        "The time it starts is missing. The row mentions {times}: enter it, one row for each session."
    ),
    "session_no_end": N_("The time it ends is missing. Enter it."),
    "session_no_end_offered": N_(
        "The time it ends is missing. The row mentions {times}: enter it."
    ),
    "session_long_range": N_(
        "{first} to {last} are {days} days without a time. Write one row for each day it is held."
    ),
    "session_long_range_offered": N_(
        "{first} to {last} are {days} days. Write one row for each day it is held; the row mentions {times}."
    ),
    "session_several_days": N_(
        "{first} to {last} are {days} days at {times}. Write one row for each day it is held."
    ),
    "session_no_place": N_("The place is missing. Enter the venue."),
    "person_no_name": N_("Name, reading and telephone are all missing. Enter one of them."),
    "supporter_no_name": N_("The supporter's name is missing. Enter the name or its reading."),
    "supporter_no_kana": N_(
        "{name} has no reading, so lists cannot put the name in its place. Add it."
    ),
    "kind_not_known": N_("“{value}” is not one of the kinds of supporter."),
    "standing_not_known": N_("“{value}” does not say whether the supporter is active."),
    "scheme_not_readable": N_("“{value}” does not say whether 都 has registered the supporter."),
    "role_not_known": N_("“{value}” is not one of the roles."),
    "availability_not_readable": N_(
        "“{value}” says more than weekdays can; it is kept in the note."
    ),
    "age_not_readable": N_(
        "“{value}” is not an age. Write it like 72 or 70代. Dates of birth are not kept."
    ),
    "phone_type_not_known": N_(
        "“{value}” is not one of the kinds of phone; it is kept in the note."
    ),
    "booking_state_not_known": N_("“{value}” does not say how the application stands."),
    "import_stopped": N_(
        "The import was stopped: {stored} rows are stored, {left} are not. Import the same file again to complete it."
    ),
}
