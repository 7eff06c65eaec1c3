"""The methods that take files: an address for the bytes, the end of the upload, the deletion.

A file that is uploaded without a channel belongs to the app alone until a message shows it.
"""

from collections.abc import Callable

from tests.slack_api.methods import Asked, SlackError
from tests.slack_api.state import File, Json


def get_upload_url(asked: Asked) -> Json:
    """Give an address that takes a file's bytes."""
    asked.one("filename")
    number = next(asked.state.numbers)
    file = File(f"F{number:010d}", asked.team.id, int(asked.one("length")))
    asked.state.files[file.id] = file
    return {"upload_url": f"{asked.state.origin}/upload/{file.id}", "file_id": file.id}


def complete_upload(asked: Asked) -> Json:
    """End an upload whose bytes have arrived; Slack then begins to examine the file."""
    files = [_file(asked, str(one["id"])) for one in asked.json("files")]
    for file in files:
        if not file.content:
            raise SlackError("file_not_found")
        file.complete, file.looks = True, asked.state.examined_after
    return {"files": [{"id": file.id, "mimetype": "", "shares": {}} for file in files]}


def delete_file(asked: Asked) -> Json:
    """Delete one of the app's own files."""
    file = _file(asked, asked.one("file"))
    if file.deleted:
        raise SlackError("file_deleted")
    file.deleted = True
    return {}


def _file(asked: Asked, file: str) -> File:
    found = asked.state.files.get(file)
    if found is None or found.team != asked.team.id:
        raise SlackError("file_not_found")
    return found


FILE_METHODS: dict[str, tuple[str, Callable[[Asked], Json]]] = {
    "files.getUploadURLExternal": ("files:write", get_upload_url),
    "files.completeUploadExternal": ("files:write", complete_upload),
    "files.delete": ("files:write", delete_file),
}
