"""The key service opens what it wrapped, for those whom it lets in; else a start says why not."""

import base64
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.faults import NotReady
from adapters.key_service.model import (
    Credential,
    KeyServiceError,
    KeyServiceSettings,
    Refusal,
    Way,
    WayIn,
    WrappedKey,
)
from adapters.key_service.opening import opened_keys
from adapters.key_service.transit import transit
from adapters.outbound import Outbound
from tests.egress import egress
from tests.key_service import JWT, ROLE, ROLE_ID, SECRET_ID, FakeTransit

KEY, OTHER = secrets.token_bytes(32), secrets.token_bytes(32)
DIRECTLY = Outbound()


@pytest.fixture
async def service() -> AsyncIterator[FakeTransit]:
    async with FakeTransit() as found:
        yield found


async def refusal(service: FakeTransit, settings: KeyServiceSettings | None = None) -> Refusal:
    """Why a wrapped key is not opened."""
    wrapped = (WrappedKey(service.sealing(KEY)),)
    with pytest.raises(KeyServiceError) as refused:
        await opened_keys(wrapped, settings or service.settings(), DIRECTLY)
    return refused.value.refusal


async def test_wrapped_and_plain_keys_are_opened_in_their_order(service: FakeTransit) -> None:
    given = (WrappedKey(service.sealing(KEY)), OTHER)
    assert await opened_keys(given, service.settings(), DIRECTLY) == (KEY, OTHER)
    assert await opened_keys(given[::-1], service.settings(), DIRECTLY) == (OTHER, KEY)


async def test_an_answer_that_comes_in_two_pieces_is_read_whole(service: FakeTransit) -> None:
    service.in_pieces = True
    given = (WrappedKey(service.sealing(KEY)),)
    assert await opened_keys(given, service.settings(), DIRECTLY) == (KEY,)


async def test_plain_keys_alone_ask_nobody(service: FakeTransit) -> None:
    assert await opened_keys((KEY, OTHER), service.settings(), DIRECTLY) == (KEY, OTHER)
    assert service.asked == []


async def test_who_logged_in_logs_out_again(service: FakeTransit) -> None:
    await opened_keys((WrappedKey(service.sealing(KEY)),), service.settings(), DIRECTLY)
    assert (len(service.revoked), service.tokens) == (1, {})


@pytest.mark.parametrize(
    "way",
    [
        Way(WayIn.APP_ROLE, ROLE_ID, Credential(SECRET_ID)),
        Way(WayIn.WORKLOAD, ROLE, Credential(JWT)),
    ],
)
async def test_a_role_logs_in_by_its_secret_or_by_the_token_of_its_cluster(
    service: FakeTransit, way: Way
) -> None:
    wrapped = (WrappedKey(service.sealing(KEY)),)
    assert await opened_keys(wrapped, service.settings(way), DIRECTLY) == (KEY,)
    wrong = replace(way, credential=Credential("wrong"))
    assert await refusal(service, service.settings(wrong)) is Refusal.LOGIN
    elsewhere = replace(way, mount="elsewhere")
    assert await refusal(service, service.settings(elsewhere)) is Refusal.LOGIN


async def test_a_token_is_used_as_it_is_and_stays_good(service: FakeTransit) -> None:
    token = service.issue()
    settings = service.settings(Way(WayIn.TOKEN, credential=Credential(token)))
    assert await opened_keys((WrappedKey(service.sealing(KEY)),), settings, DIRECTLY) == (KEY,)
    assert (list(service.tokens), service.revoked) == ([token], [])
    assert [each for each in service.asked if each.startswith("auth/")] == []
    del service.tokens[token]
    assert await refusal(service, settings) is Refusal.DENIED


async def test_an_agent_on_this_machine_adds_its_own_token(service: FakeTransit) -> None:
    service.tokens[""] = 0, 0
    settings = service.settings(Way(WayIn.AGENT))
    assert await opened_keys((WrappedKey(service.sealing(KEY)),), settings, DIRECTLY) == (KEY,)


async def test_a_credential_is_read_again_from_its_file(
    service: FakeTransit, tmp_path: Path
) -> None:
    file = tmp_path / "jwt"
    file.write_text(JWT + "\n", "utf-8")
    settings = service.settings(Way(WayIn.WORKLOAD, ROLE, Credential(JWT, file)))
    wrapped = (WrappedKey(service.sealing(KEY)),)
    assert await opened_keys(wrapped, settings, DIRECTLY) == (KEY,)
    service.jwt = "the.next.one"
    file.write_text("the.next.one\n", "utf-8")
    assert await opened_keys(wrapped, settings, DIRECTLY) == (KEY,)
    file.unlink()
    assert await refusal(service, settings) is Refusal.CREDENTIAL


async def test_the_namespace_is_named_with_each_call(service: FakeTransit) -> None:
    service.namespace = "hospital/it"
    assert await refusal(service, service.settings(namespace="")) is Refusal.LOGIN
    wrapped = (WrappedKey(service.sealing(KEY)),)
    assert await opened_keys(wrapped, service.settings(), DIRECTLY) == (KEY,)


def _seal(service: FakeTransit) -> None:
    service.sealed = True


def _take_permission(service: FakeTransit) -> None:
    service.policy = frozenset({"encrypt"})


def _end_login(service: FakeTransit) -> None:
    service.secret_id = "another"


def _rename_key(service: FakeTransit) -> None:
    service.name = "another"


@pytest.mark.parametrize(
    ("what_happens", "why"),
    [
        (_seal, Refusal.SEALED),
        (_take_permission, Refusal.DENIED),
        (_end_login, Refusal.LOGIN),
        (_rename_key, Refusal.NOT_THERE),
    ],
)
async def test_each_refusal_is_told_apart(
    service: FakeTransit, what_happens: Callable[[FakeTransit], None], why: Refusal
) -> None:
    settings = service.settings()
    what_happens(service)
    assert await refusal(service, settings) is why


async def test_a_service_that_is_not_there_or_slow_is_given_up(service: FakeTransit) -> None:
    async with FakeTransit() as gone:
        settings = gone.settings()
    assert await refusal(service, settings) is Refusal.UNREACHABLE
    service.hangs = True
    with pytest.raises(KeyServiceError) as refused:
        async with transit(service.settings(), DIRECTLY, within_s=0.05):
            pass
    assert refused.value.refusal is Refusal.SLOW


async def test_after_a_rotation_old_keys_open_until_their_version_is_shut_out(
    service: FakeTransit,
) -> None:
    old = WrappedKey(service.sealing(KEY))
    service.rotate()
    assert await opened_keys((old,), service.settings(), DIRECTLY) == (KEY,)
    async with transit(service.settings(), DIRECTLY) as ours:
        renewed = await ours.renew(old)
    assert renewed.text.startswith("vault:v2:")
    service.min_decryption_version = 2
    with pytest.raises(KeyServiceError) as refused:
        await opened_keys((old,), service.settings(), DIRECTLY)
    assert refused.value.refusal is Refusal.TOO_OLD
    assert await opened_keys((renewed,), service.settings(), DIRECTLY) == (KEY,)


@pytest.mark.parametrize("change", [lambda text: text[:-8] + "AAAAAAA=", lambda _: "vault:v9:AAAA"])
async def test_what_it_did_not_wrap_it_does_not_open(
    service: FakeTransit, change: Callable[[str], str]
) -> None:
    changed = WrappedKey(change(service.sealing(KEY)))
    with pytest.raises(KeyServiceError) as refused:
        await opened_keys((changed,), service.settings(), DIRECTLY)
    assert refused.value.refusal is Refusal.OTHER_KEY


async def test_something_else_that_it_wrapped_is_no_key(service: FakeTransit) -> None:
    short = (WrappedKey(service.sealing(b"a password")),)
    with pytest.raises(KeyServiceError) as refused:
        await opened_keys(short, service.settings(), DIRECTLY)
    assert refused.value.refusal is Refusal.NOT_A_KEY


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (200, "<html>Welcome</html>", Refusal.NOT_UNDERSTOOD),
        (200, '{"auth": null}', Refusal.NOT_UNDERSTOOD),
        (200, "[]", Refusal.NOT_UNDERSTOOD),
        (307, "", Refusal.NOT_UNDERSTOOD),
        (502, "<html>Bad gateway</html>", Refusal.FAILED),
        (500, '{"errors": ["internal error"]}', Refusal.FAILED),
        (429, '{"errors": ["too many"]}', Refusal.BUSY),
    ],
)
async def test_what_is_not_the_service_is_not_believed(
    status: int, body: str, why: Refusal
) -> None:
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        # Whoever followed this would show the login to somebody else.
        headers = {"Location": "/stolen"} if status == 307 else {}
        return web.Response(status=status, text=body, headers=headers)

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", answer)
    async with TestServer(app) as server:
        way = Way(WayIn.APP_ROLE, ROLE_ID, Credential(SECRET_ID))
        settings = KeyServiceSettings(str(server.make_url("")).rstrip("/"), "transit", "key", way)
        with pytest.raises(KeyServiceError) as refused:
            await opened_keys((WrappedKey("vault:v1:AAAA"),), settings, DIRECTLY)
    assert refused.value.refusal is why
    assert asked == ["/v1/auth/approle/login"]


async def test_it_is_reached_by_the_hospitals_proxy_under_the_hospitals_authority(
    service: FakeTransit, tmp_path: Path
) -> None:
    wrapped = (WrappedKey(service.sealing(KEY)),)
    async with egress(tmp_path) as network:
        settings = service.settings(url=await network.put("vault.test", service.url))
        assert await opened_keys(wrapped, settings, network.outbound) == (KEY,)
        assert set(network.asked) == {"vault.test:443"}
        stranger = replace(network.outbound, authorities=None)
        network.refuses = 0
        with pytest.raises(KeyServiceError) as untrusted:
            await opened_keys(wrapped, settings, stranger)
        network.refuses = 407
        with pytest.raises(KeyServiceError) as shut:
            await opened_keys(wrapped, settings, network.outbound)
    assert untrusted.value.refusal is Refusal.CERTIFICATE
    assert shut.value.refusal is Refusal.PROXY


async def test_a_key_is_made_that_nobody_here_sees(service: FakeTransit) -> None:
    service.policy = frozenset({"datakey/wrapped"})
    async with transit(service.settings(), DIRECTLY) as ours:
        made = await ours.make()
    service.policy = frozenset({"decrypt"})
    (key,) = await opened_keys((made,), service.settings(), DIRECTLY)
    assert len(key) == 32
    assert "transit/datakey/wrapped/support-timeout" in service.asked


@pytest.mark.parametrize("why", Refusal)
def test_every_refusal_says_what_to_do_and_that_nothing_is_lost(why: Refusal) -> None:
    said = str(KeyServiceError(why))
    what, mend = said.splitlines()
    assert what.startswith("The key service ")
    assert mend.endswith("Nothing sealed is lost as long as the service keeps its key.")
    assert isinstance(KeyServiceError(why), NotReady)


async def test_no_error_and_no_repr_holds_a_secret(service: FakeTransit) -> None:
    settings = service.settings(Way(WayIn.APP_ROLE, ROLE_ID, Credential("canary-7f3a")))
    with pytest.raises(KeyServiceError) as refused:
        await opened_keys((WrappedKey(service.sealing(KEY)),), settings, DIRECTLY)
    chain: BaseException | None = refused.value
    while chain is not None:
        assert "canary-7f3a" not in f"{chain!r} {chain}"
        chain = chain.__cause__
    assert "canary-7f3a" not in repr(settings)
    assert base64.b64encode(KEY).decode() not in repr(settings)
