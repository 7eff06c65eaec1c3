"""The ways in which Teams, and what stands before it, spell a refusal."""

import json

BLOCKED_TEXT = """{\r
  "subCode": "MessageWritesBlocked",\r
  "details": "Thread is blocked from message writes.",\r
  "errorCode": null,\r
  "errorSubCode": null\r
}"""
BAD, SERVER = {"code": "BadArgument"}, {"code": "ServiceError", "message": "Unknown"}
SPELLINGS: dict[str, tuple[int, str]] = {
    name: (status, body if isinstance(body, str) else json.dumps(body))
    for name, (status, body) in {
        # The first is what Microsoft's documentation of proactive messages shows.
        "block: in the text": (403, {"errorCode": 209, "message": BLOCKED_TEXT}),
        "block: the number": (403, {"errorCode": 209, "message": "Forbidden"}),
        "block: the number as text": (403, {"error": {"errorCode": "209"}}),
        "block: a subCode": (
            403,
            {"error": {"code": "Forbidden", "subCode": "MessageWritesBlocked"}},
        ),
        "block: other letters": (403, {"Error": {"Code": "CONVERSATIONBLOCKEDBYUSER"}}),
        "block: the top": (403, {"code": "ConversationBlockedByUser"}),
        "block: by the user": (403, {"error": {"code": "BotDisabledByUser"}}),
        "block: a sentence": (
            403,
            {"error": {**BAD, "message": "User blocked the conversation with the bot."}},
        ),
        "block: within a sentence": (
            403,
            {"error": {**BAD, "message": "Send failed (MessageWritesBlocked)."}},
        ),
        "block: in plain text": (403, "User blocked the conversation with the bot."),
        "block: inside another": (
            403,
            {
                "error": {
                    **SERVER,
                    "innerHttpError": {
                        "statusCode": 403,
                        "body": {"errorCode": 209, "message": BLOCKED_TEXT},
                    },
                }
            },
        ),
        "block: a server's fault around it": (
            500,
            {
                "error": {
                    **SERVER,
                    "innerHttpError": {"statusCode": 403, "body": BLOCKED_TEXT},
                }
            },
        ),
        "gone: not installed": (
            403,
            {"error": {**BAD, "message": "Bot is not installed in user's personal scope"}},
        ),
        "gone: not installed, with a curled mark": (
            403,
            {"error": {**BAD, "message": "Bot isn\u2019t installed in user\u2019s personal scope"}},
        ),
        "us: the number, by an administrator": (
            403,
            {"errorCode": 209, "message": "The tenant admin disabled this bot"},
        ),
        "news: the number of something else": (
            403,
            {"errorCode": 209, "message": '{"subCode": "ThreadIsArchived"}'},
        ),
        "news: an unknown 403": (403, {"error": {"code": "SomethingNew", "message": "New."}}),
        "us: a 403 without a word": (403, ""),
        "us: a 403 of a proxy": (403, "<html><body>Forbidden by policy</body></html>"),
        "news: a 404 without a word": (404, ""),
        "news: an unknown 404": (404, {"message": "No HTTP resource was found."}),
        "news: an unknown 410": (410, {"error": {"code": "Gone"}}),
        "news: moved": (308, ""),
        "us: a 401 that names a block": (401, {"errorCode": 209}),
        "payload: bad syntax": (400, {"error": {"code": "BadSyntax", "message": "A card."}}),
        "payload: too large": (413, ""),
        "payload: another type": (415, {"message": "Unsupported."}),
        "payload: a list": (400, [1, [2], None]),
        "unknown: a server's fault around a fault of ours": (
            500,
            {"error": {**SERVER, "innerHttpError": {"statusCode": 400, "body": "x"}}},
        ),
        "unknown: a server's fault around something odd": (
            500,
            {"error": {**SERVER, "innerHttpError": {"statusCode": [403], "body": {}}}},
        ),
        "unknown: a server's fault that names a lost conversation": (
            500,
            {"error": {**SERVER, "message": "ConversationNotFound"}},
        ),
        "us: nested too deeply": (403, "[" * 100_000),
    }.items()
}
"""Refusals as Teams and what stands before it spell them: the kind, a colon, and how."""
