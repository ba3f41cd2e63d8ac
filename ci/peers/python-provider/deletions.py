"""/deletedEntities: the ids of what is gone, by resource type. A page holds at most `limit` ids over all types."""

from facts import RESOURCE_KEYS

from values import instant, one_of

PARAMETERS = {"after": instant, "entities": one_of(set(RESOURCE_KEYS))}


def chosen(register, query):
    """The deletions asked for, oldest first: `after` is exclusive, `entities` limits the types."""
    after = instant(query["after"][0]) if "after" in query else None
    kinds = {one_of(set(RESOURCE_KEYS))(kind) for kind in query.get("entities", [])}
    deleted = sorted(register.deleted)
    return [
        (RESOURCE_KEYS[kind], gone) for moment, kind, gone in deleted
        if (after is None or instant(moment.isoformat()) > after) and (not kinds or kind in kinds)
    ]


def answer(register, pages, query):
    if pages.first(query):
        items, at = chosen(register, query), 0
    else:
        items, _, at = pages.continued("deletedEntities", query, PARAMETERS)
    page, following = pages.cut("deletedEntities", query, items, None, at)
    data = {}
    for key, gone in page:
        data.setdefault(key, []).append(gone)
    return {"data": data, "pageToken": following}


