"""Every delivery that is not Teams', one line each: what of it is changed, and nothing else.

``FORGED`` maps a name to what makes the headers and the activity of such a delivery out of a
good one. Every one of them is refused with 401.
"""

import base64
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

import jwt

from tests.teams_api.issuer import APP_ID, Issuer
from tests.teams_api.keys import Json, SigningKey, new_key, unsigned

EMULATOR = "d6d49420-f39b-4df7-a1dc-d59a935871db"
"""The tenant whose tokens the emulator brings."""
ELSEWHERE = "https://attacker.example.org/"


@dataclass(frozen=True)
class Forged:
    """A delivery that is not Teams': its ``Authorization`` (or none), and the activity."""

    authorization: str | None
    activity: Json


Forge = Callable[[Issuer, Json], Forged]


def _ago(seconds: int) -> int:
    return int(time.time()) - seconds  # noqa: TID251 - the signature is of the real present


def _claims(**changed: object) -> Forge:
    """A token with other claims, well signed."""

    def forge(issuer: Issuer, activity: Json) -> Forged:
        return Forged(issuer.bearer(activity["serviceUrl"], **changed), activity)

    return forge


def _times(nbf: int, exp: int) -> Forge:
    """A token that is good from and until so many seconds ago."""

    def forge(issuer: Issuer, activity: Json) -> Forged:
        claims = {"nbf": _ago(nbf), "exp": _ago(exp)}
        return Forged(issuer.bearer(activity["serviceUrl"], **claims), activity)

    return forge


def _signed(sign: Callable[[Issuer, Json], str]) -> Forge:
    """Good claims, signed in another way."""

    def forge(issuer: Issuer, activity: Json) -> Forged:
        token = sign(issuer, issuer.claims(activity["serviceUrl"]))
        return Forged(f"Bearer {token}", activity)

    return forge


def _headed(authorization: str | None) -> Forge:
    """Another header altogether."""
    return lambda issuer, activity: Forged(authorization, activity)


def _changed(**changed: object) -> Forge:
    """A good token, and an activity it does not belong to; ``None`` takes a value away."""

    def forge(issuer: Issuer, activity: Json) -> Forged:
        bearer = issuer.bearer(activity["serviceUrl"])
        new = {name: value for name, value in {**activity, **changed}.items() if value is not None}
        return Forged(bearer, new)

    return forge


def _shared_secret(issuer: Issuer, claims: Json) -> str:
    """HS256 with what everybody can read: the published key, taken for a secret."""
    head = {"alg": "HS256", "typ": "JWT", "kid": issuer.key.kid}
    signed = ".".join(unsigned(claims, **head).split(".")[:2])
    secret = issuer.key.published["n"].encode()
    mark = hmac.new(secret, signed.encode(), sha256).digest()
    return f"{signed}.{_base64(mark)}"


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _emulator(version: str) -> Forge:
    """What the emulator would bring, signed well, for any service URL."""

    def forge(issuer: Issuer, activity: Json) -> Forged:
        iss = f"https://sts.windows.net/{EMULATOR}/"
        if version == "2.0":
            iss = f"https://login.microsoftonline.com/{EMULATOR}/v2.0"
        app = "azp" if version == "2.0" else "appid"
        claims = {"iss": iss, "ver": version, app: APP_ID, "serviceurl": None}
        return Forged(issuer.bearer(activity["serviceUrl"], **claims), activity)

    return forge


def _elsewhere(issuer: Issuer, activity: Json) -> Forged:
    """Token and activity agree on a service URL that is nobody's we know."""
    return Forged(issuer.bearer(ELSEWHERE), {**activity, "serviceUrl": ELSEWHERE})


def _longer(issuer: Issuer, activity: Json) -> Forged:
    """The same host, another place on it."""
    return Forged(issuer.bearer(f"{activity['serviceUrl']}other/"), activity)


def _plain_http(issuer: Issuer, activity: Json) -> Forged:
    url = "http://smba.trafficmanager.net/amer/"
    return Forged(issuer.bearer(url), {**activity, "serviceUrl": url})


def _lookalike(issuer: Issuer, activity: Json) -> Forged:
    url = "https://smba.trafficmanager.net.attacker.example.org/amer/"
    return Forged(issuer.bearer(url), {**activity, "serviceUrl": url})


def _userinfo(issuer: Issuer, activity: Json) -> Forged:
    url = "https://smba.trafficmanager.net@attacker.example.org/amer/"
    return Forged(issuer.bearer(url), {**activity, "serviceUrl": url})


def _unendorsed(endorsements: tuple[str, ...]) -> Forge:
    """Signed with a published key that is not endorsed for Teams."""

    def forge(issuer: Issuer, activity: Json) -> Forged:
        other = new_key(1, endorsements)
        issuer.keys.append(other)
        return Forged(f"Bearer {other.sign(issuer.claims(activity['serviceUrl']))}", activity)

    return forge


def _tenant(issuer: Issuer, activity: Json) -> Forged:
    """Somebody else's tenant, everything else in order."""
    other = "99999999-5c4d-4e3f-8a2b-1c0d9e8f7a6b"
    data = {**activity["channelData"], "tenant": {"id": other}}
    place = {**activity["conversation"], "tenantId": other}
    changed = {**activity, "channelData": data, "conversation": place}
    return Forged(issuer.bearer(activity["serviceUrl"]), changed)


def _no_tenant(issuer: Issuer, activity: Json) -> Forged:
    place = {k: v for k, v in activity["conversation"].items() if k != "tenantId"}
    changed = {**activity, "channelData": {}, "conversation": place}
    return Forged(issuer.bearer(activity["serviceUrl"]), changed)


def _two_tenants(issuer: Issuer, activity: Json) -> Forged:
    """An allowed tenant in one place, another in the other."""
    place = {**activity["conversation"], "tenantId": "99999999-5c4d-4e3f-8a2b-1c0d9e8f7a6b"}
    return Forged(issuer.bearer(activity["serviceUrl"]), {**activity, "conversation": place})


def _other_kid(issuer: Issuer, claims: Json) -> str:
    return SigningKey(issuer.key.private, "nobody-s-key").sign(claims)


def _without_kid(issuer: Issuer, claims: Json) -> str:
    return jwt.encode(claims, issuer.key.private, algorithm="RS256")


FORGED: dict[str, Forge] = {
    "expired beyond five minutes": _times(7200, 301 + 30),
    "expired a day ago": _times(100_000, 86_400),
    "not yet valid": _times(-600, -7200),
    "no exp": _claims(exp=None),
    "an exp that is no number": _claims(exp="tomorrow"),
    "wrong aud": _claims(aud="11111111-1b6d-4c8e-9f10-2a3b4c5d6e7f"),
    "no aud": _claims(aud=None),
    "an empty aud": _claims(aud=""),
    "ours among several aud": _claims(aud=[APP_ID, "11111111-1b6d-4c8e-9f10-2a3b4c5d6e7f"]),
    "an api:// aud of another app": _claims(aud="api://11111111-1b6d-4c8e-9f10-2a3b4c5d6e7f"),
    "an api:// aud with something behind it": _claims(aud=f"api://botid-{APP_ID}.example.org"),
    "an aud of a domain": _claims(aud=f"api://support.example.org/botid-{APP_ID}"),
    "issued in the future": _claims(iat=_ago(-7200)),
    "an nbf that is no number": _claims(nbf="yesterday"),
    "wrong iss": _claims(iss="https://api.botframework.example.org"),
    "iss with something behind it": _claims(iss="https://api.botframework.com.example.org"),
    "iss of another cloud": _claims(iss="https://api.botframework.us"),
    "iss of Entra": _claims(iss="https://sts.windows.net/72f9a8b1-5c4d-4e3f-8a2b-1c0d9e8f7a6b/"),
    "no iss": _claims(iss=None),
    "the same kid, another key": _signed(lambda i, claims: i.stranger.sign(claims)),
    "unknown kid": _signed(_other_kid),
    "no kid": _signed(_without_kid),
    "a kid that is too long": _signed(lambda i, claims: i.key.sign(claims, kid="k" * 201)),
    "alg none": _signed(lambda i, claims: unsigned(claims, kid=i.key.kid)),
    "alg none, without a kid": _signed(lambda i, claims: unsigned(claims)),
    "HS256 with the published key": _signed(_shared_secret),
    "RS512": _signed(lambda i, claims: i.key.sign(claims, "RS512")),
    "PS256": _signed(lambda i, claims: i.key.sign(claims, "PS256")),
    "another serviceurl in the token": _claims(serviceurl=ELSEWHERE),
    "a serviceurl with more behind it": _longer,
    "no serviceurl in the token": _claims(serviceurl=None),
    "an empty serviceurl in the token": _claims(serviceurl=""),
    "no serviceUrl in the activity": _changed(serviceUrl=None),
    "another serviceUrl in the activity": _changed(serviceUrl=ELSEWHERE),
    "a serviceUrl of a stranger": _elsewhere,
    "a serviceUrl without TLS": _plain_http,
    "a serviceUrl that looks like Teams'": _lookalike,
    "a serviceUrl with Teams' as its user": _userinfo,
    "a key endorsed for another channel": _unendorsed(("webchat",)),
    "a key endorsed for nothing": _unendorsed(()),
    "an unendorsed channel": _changed(channelId="webchat"),
    "the emulator's channel": _changed(channelId="emulator"),
    "no channelId": _changed(channelId=None),
    "an empty channelId": _changed(channelId=""),
    "emulator-shaped, version 1.0": _emulator("1.0"),
    "emulator-shaped, version 2.0": _emulator("2.0"),
    "garbage": _headed("Bearer garbage"),
    "three parts of garbage": _headed("Bearer a.b.c"),
    "a header nested too deeply": _headed(f"Bearer {_base64(b'[' * 4000)}.e30.AA"),
    "parts that are no text": _headed("Bearer ////.////.////"),
    "an empty token": _headed("Bearer "),
    "only the word": _headed("Bearer"),
    "another scheme": _headed("Basic dXNlcjpwYXNzd29yZA=="),
    "an empty header": _headed(""),
    "no header": _headed(None),
    "wrong tenant": _tenant,
    "no tenant": _no_tenant,
    "two tenants": _two_tenants,
}
