"""What somebody does in a conversation, and what then hangs there."""

from adapters.practice.parse import COMMANDS, Sent
from adapters.practice.workspace import Workspace
from bot.core.conversation import Answer, Ask, Bot, Command, Press, Replace, Say


async def do(bot: Bot, workspace: Workspace, sent: Sent) -> Answer:
    """Hand over what somebody did, and hang up what it is answered with."""
    # Whoever presses or types in a conversation has read it.
    workspace.read(sent.conversation)
    _write_down(workspace, sent)
    answer = await bot.handle(sent.incoming)
    _hang(workspace, sent, answer)
    workspace.changed()
    return answer


def _hang(workspace: Workspace, sent: Sent, answer: Answer) -> None:
    """Answers stay in the conversation, as they do on the platforms."""
    own = f"@{sent.incoming.account.user}"
    if isinstance(answer, Say):
        workspace.post(own, answer.card, private=True)
    elif isinstance(answer, Ask):
        workspace.opened(own, answer.form.name, answer.form.subject, answer.form.title)
    elif isinstance(answer, Replace) and not isinstance(sent.incoming, Command):
        message = getattr(sent.incoming, "message", "")
        if not workspace.replace(sent.conversation, message, answer.card):
            workspace.post(own, answer.card, private=True)


def _write_down(workspace: Workspace, sent: Sent) -> None:
    """For the transcript of whoever did it. What is no command is never kept, here neither."""
    did = sent.incoming
    own = f"@{did.account.user}"
    match did:
        case Command(name=name, words=words) if name in COMMANDS:
            workspace.did(own, "/" + " ".join((name, *words)))
        case Press(action=action, message=message):
            card = workspace.card(sent.conversation, message)
            buttons = card.all_buttons if card else ()
            label = next((one.label for one in buttons if one.action == action), "")
            if label:
                workspace.did(own, f"[{label}]")
