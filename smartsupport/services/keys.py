"""The key file beside the database, written again from the accounts, which are the truth."""

from smartsupport.domain.errors import Unavailable
from smartsupport.services.office import Office
from smartsupport.storage import vault as vaults
from smartsupport.storage.holders import sheets, ways_in


def write_again(office: Office) -> None:
    """Bring `vault.json` in step with accounts and sheets; untouched when nothing differs.

    An open 台帳 keeps its open key. Called after whatever changes an account, and once at every
    sign-in, for what a cut-off or another laptop left undone.
    Raises Unavailable("keys_not_written"); the file is then as it was, the accounts are changed.
    """
    path = office.places.vault
    if vaults.load(path).database_key is not None:
        return
    # In the turn of a writer: else two programs might each write what it read before the other's
    # change, and into the same unfinished file.
    with office.opened.maintenance():
        before = vaults.load(path)
        with office.opened.reading() as reading:
            after = vaults.closed_vault(
                office.workspace_id, office.key, ways_in(reading), sheets(reading), before=before
            )
        if after != before:
            try:
                vaults.save(after, path)
            except Unavailable as error:
                # What changed is stored: whoever is told that it failed would go on with what
                # opens nothing after the next sign-in.
                raise Unavailable("keys_not_written", **error.data) from error
