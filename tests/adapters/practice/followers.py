"""Somebody who does what they are told next, over HTTP and without a page."""

import asyncio
from dataclasses import dataclass, field

from tests.adapters.practice.rooms import Json, Open
from tests.patience import PATIENCE_S

SENT = ("request.take", "request.accept", "time_out.ask", "time_out.cover")
"""The dialogs that lead on; all others only say something and are closed."""
MOST_STEPS = 40


@dataclass
class Follower:
    """Follows a story, or one part of it if ``part`` is somebody's; ``told`` is what they read."""

    opened: Open
    part: str = ""
    told: list[str] = field(default_factory=list)
    dialogs: list[Json] = field(default_factory=list)

    async def state(self) -> Json:
        """What they see, once everything that is due has been carried out."""
        await self.opened.room.settle()
        url = f"{self.opened.url}/practice/state?as={self.part}"
        async with self.opened.session.get(url) as response:
            state: Json = await response.json()
            return state

    async def follows(self) -> bool:
        """Do the next thing; whether there was one."""
        state = await self.state()
        story = state["story"]
        line = f"{story['happened']} {story['step']}"
        if not self.told or self.told[-1] != line:
            self.told.append(line)
        if not story["press"]:
            return False
        await self._does(state, story)
        return True

    async def follows_to_the_end(self) -> None:
        """Do everything one is told to, until there is nothing more."""
        for _ in range(MOST_STEPS):
            if not await self.follows():
                return
        raise AssertionError(self.told)

    async def takes_part_to_the_end(self) -> None:
        """Take the part, say that one is ready, and do what one is told until it is over."""
        with self.opened.room.rehearsal.cast.taken(self.part):
            await self.opened.post("/practice/ready", self.part.encode())
            try:
                async with asyncio.timeout(PATIENCE_S):
                    while not (await self.state())["part"]["over"]:
                        await self.follows()
            except TimeoutError:
                raise AssertionError(self.told) from None

    async def _does(self, state: Json, story: Json) -> None:
        user, press = story["user"], story["press"]
        if press == "open":
            await self.opened.post("/practice/read", f"@{user}".encode())
        elif press.startswith("clock."):
            await self.opened.turn(press.removeprefix("clock."))
        elif press.startswith("/"):
            await self.opened.types(user, press)
        else:
            await self._presses(state, story, user, press)

    async def _presses(self, state: Json, story: Json, user: str, press: str) -> None:
        shared = [name for name in state["conversations"] if name.startswith("#")]
        found = [
            (where, message["id"], button)
            for where in (shared if story["in_channel"] else [f"@{user}"])
            for message in state["conversations"][where]
            for button in message["card"]["buttons"]
            if button["action"] == press
        ]
        assert found, f"{press} is not to be pressed: {story}"
        where, message, button = found[-1]
        user = self.part or ("pat" if story["in_channel"] else user)
        sent = {"kind": "press", "user": user, "conversation": where, "message": message}
        answer = await self.opened.act(**sent, action=press, value=button["value"])
        if answer["answer"] == "ask":
            self.dialogs.append(answer["form"])
            if answer["form"]["name"] in SENT:
                await self._sends(user, answer["form"])

    async def _sends(self, user: str, form: Json) -> None:
        given = {one["name"]: one["values"] for one in form["inputs"]}
        names = {"form": form["name"], "subject": form["subject"], "id": form["nonce"]}
        answer = await self.opened.act(kind="submission", user=user, values=given, **names)
        if answer["answer"] == "ask":
            self.dialogs.append(answer["form"])
