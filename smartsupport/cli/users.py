"""users: who works with a register, their passwords, and the recovery sheet."""

from pathlib import Path
from typing import Annotated

import typer

from smartsupport.cli.run import answer, asked, failures, office, read_id, say, secret
from smartsupport.cli.tables import table
from smartsupport.codes.recovery import new_code, read_code
from smartsupport.domain.account import AccountRole
from smartsupport.domain.errors import Refused
from smartsupport.domain.words import ACCOUNT_ROLES
from smartsupport.i18n import _
from smartsupport.services import accounts, documents, recovery, sign_in
from smartsupport.services.files import check_target, save

NEW_PASSWORD = "SMARTSUPPORT_NEW_PASSWORD"
RECOVERY_CODE = "SMARTSUPPORT_RECOVERY_CODE"

PERSON = Annotated[str, typer.Argument(metavar="ID", help="From the list of users.")]


def add_to(program: typer.Typer) -> None:
    """Add these verbs."""
    users = typer.Typer(help="Who works with the register, passwords, the recovery sheet.")
    for name, verb in (
        ("list", everyone),
        ("add", add),
        ("remove", remove),
        ("keep", keep),
        ("password", password),
        ("recovery", print_sheet),
        ("recover", recover),
    ):
        users.command(name)(verb)
    program.add_typer(users, name="users")


def everyone(context: typer.Context) -> None:
    """Who works with this register."""
    with office(context) as opened:
        rows = [
            {"id": a.id, "name": a.name, "kind": a.role.value} for a in accounts.everyone(opened)
        ]
        words = {role.value: _(text) for role, text in ACCOUNT_ROLES.items()}
        answer(context, rows, table(rows, words))


def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    role: Annotated[AccountRole, typer.Option(help="What they may do.")] = AccountRole.COORDINATOR,
) -> None:
    """Add a person; a coordinator gets a password, which is asked for."""
    with office(context) as opened:
        coordinator = role is AccountRole.COORDINATOR and sign_in.needs_password(opened.places)
        new = secret(NEW_PASSWORD, _("Their new password"), twice=True) if coordinator else ""
        made = accounts.add(opened, name, role, new)
        answer(context, {"id": made.id}, str(made.id))


def remove(context: typer.Context, person: PERSON) -> None:
    """Take away a person's way in, for good."""
    with office(context) as opened:
        accounts.remove(opened, read_id(person))
        answer(context, {"removed": person}, _("Removed."))


def keep(context: typer.Context) -> None:
    """Keep all who were removed by each other, on two computers at the same time."""
    with office(context) as opened:
        kept = [a.name for a in accounts.torn(opened)]
        accounts.keep_all(opened)
        answer(context, {"kept": kept}, "\n".join(kept))


def password(
    context: typer.Context,
    person: Annotated[str, typer.Argument(metavar="ID", help="Somebody who forgot theirs.")] = "",
) -> None:
    """Change one's own password, or give somebody a new one."""
    with office(context) as opened:
        if person:
            new = secret(NEW_PASSWORD, _("Their new password"), twice=True)
            accounts.set_password(opened, read_id(person), new)
        else:
            old = secret("SMARTSUPPORT_PASSWORD", _("Your password so far"))
            new = secret(NEW_PASSWORD, _("New password"), twice=True)
            accounts.change_password(opened, old, new)
        answer(context, {"changed": True}, _("The new password is in force."))


def print_sheet(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option("-o", metavar="FILE", help="The PDF to write.")
    ] = None,
    confirm: Annotated[
        str, typer.Option(metavar="XXXX", help="The last four characters, read from the paper.")
    ] = "",
) -> None:
    """Make a recovery sheet, or say with its last four characters that it was printed."""
    with office(context) as opened:
        if confirm:
            sheet = recovery.newest_sheet(opened)
            recovery.confirm_sheet(opened, sheet.id, confirm)
            answer(context, {"confirmed": sheet.id}, _("Earlier sheets open nothing any more."))
            return
        if out is None:
            raise Refused("sheet_where")
        check_target(out)
        code = new_code()
        made = recovery.make_sheet(opened, code)
        save(out, documents.recovery_paper(opened, code).content)
        say(_("Print it, delete the file, and confirm with users recovery --confirm XXXX."))
        answer(context, {"sheet": made.id, "file": str(out)}, str(out))


def recover(
    context: typer.Context,
    person: Annotated[
        str, typer.Option(metavar="ID", help="Whose password, where there are several.")
    ] = "",
) -> None:
    """Open the register with the code of a recovery sheet and set a new password."""
    with failures():
        code = read_code(secret(RECOVERY_CODE, _("Code of the recovery sheet")))
        new = secret(NEW_PASSWORD, _("New password"), twice=True)
        account = read_id(person) if person else None
        opened = sign_in.recover(asked(context).places, code, new, account=account)
        try:
            answer(context, {"id": opened.account.id}, opened.person)
        finally:
            opened.close()
