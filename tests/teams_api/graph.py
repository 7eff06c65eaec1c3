"""Microsoft Graph behind a real socket: the users of a tenant, in pages, for a token of its own."""

from typing import Self

import jwt
from aiohttp import web

from tests.teams_api.state import Json, State, User

DENIED = "Authorization_RequestDenied"


class FakeGraph:
    """``/v1.0/users`` of the people of a ``FakeTeams``.

    ``consented`` says whether an administrator allowed it; ``hidden`` are object ids that a list
    leaves out; ``off`` those whose account is switched off; ``fail`` a status for every answer.
    """

    def __init__(self, state: State, page: int = 2) -> None:
        """``page`` is how many users come at once, whatever is asked for."""
        self.state = state
        self.page = page
        self.consented = True
        self.hidden: set[str] = set()
        self.off: set[str] = set()
        self.fail = 0
        self.elsewhere = ""
        """A next page that is somewhere else, if a test says so."""
        self.asked: list[str] = []
        self.url = ""
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        """Listen on a port of loopback."""
        app = web.Application()
        app.router.add_get("/v1.0/users", self._users)
        app.router.add_get("/v1.0/users/{user}", self._user)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close."""
        if self._runner:
            await self._runner.cleanup()

    async def _users(self, request: web.Request) -> web.Response:
        refused, tenant = self._refused(request)
        if refused is not None:
            return refused
        begin = int(request.query.get("$skiptoken", "0"))
        there = [u for u in self._of(tenant) if u.aad not in self.hidden]
        if wanted := request.query.get("$filter", ""):
            there = [u for u in there if f"mail eq '{u.email.casefold()}'" in wanted.casefold()]
        found: Json = {"value": [self._shown(u) for u in there[begin : begin + self.page]]}
        if begin + self.page < len(there):
            onwards = f"{self.url}/v1.0/users?$skiptoken={begin + self.page}"
            found["@odata.nextLink"] = self.elsewhere or onwards
        return web.json_response(found)

    async def _user(self, request: web.Request) -> web.Response:
        refused, tenant = self._refused(request)
        if refused is not None:
            return refused
        for user in self._of(tenant):
            if user.aad == request.match_info["user"]:
                return web.json_response({"id": user.aad})
        return _error(404, "Request_ResourceNotFound")

    def _of(self, tenant: str) -> list[User]:
        return [u for u in self.state.users.values() if u.tenant == tenant and not u.deleted]

    def _shown(self, user: User) -> Json:
        return {
            "id": user.aad,
            "mail": user.email,
            "userPrincipalName": f"{user.aad}@example.onmicrosoft.com",
            "displayName": user.name,
            "preferredLanguage": user.locale if user.locale != "en-US" else None,
            "accountEnabled": user.aad not in self.off,
            "userType": "Guest" if user.guest else "Member",
        }

    def _refused(self, request: web.Request) -> tuple[web.Response | None, str]:
        self.asked.append(request.path)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            claims = jwt.decode(token, options={"verify_signature": False})
        except jwt.PyJWTError:
            return _error(401, "InvalidAuthenticationToken"), ""
        if claims.get("aud") != self.url:
            return _error(401, "InvalidAuthenticationToken"), ""
        if self.fail:
            return _error(self.fail, "UnknownError"), ""
        if not self.consented:
            return _error(403, DENIED), ""
        return None, str(claims["tid"])


def _error(status: int, code: str) -> web.Response:
    body = {"error": {"code": code, "message": "Refused."}}
    return web.json_response(body, status=status)
