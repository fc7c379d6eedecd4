"""What a browser sends from the editing form of an entry."""

from __future__ import annotations

from html.parser import HTMLParser

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


def entry_data(entry=None, *, action="", updates=None, updates_initial=0, answer=None, **changed):
    """Form data of `entry`, or of an empty form, with what is `changed`.

    `answer` is paragraphs of rich text, or a list of blocks; `updates` are dicts, those with an id or a key
    first (`updates_initial` of them).
    """
    if entry is not None and updates is None:
        updates = [update_data(update) for update in entry.updates.all()]
        updates_initial = len(updates)
    data = {
        "title": entry.title if entry else "",
        "slug": entry.slug if entry else "",
        "verdict": entry.verdict if entry else "",
        "valid_from": "",
        "valid_until": "",
        "keywords": "",
        "seo_title": "",
        "search_description": "",
        "share_image": "",
        "go_live_at": "",
        "expire_at": "",
        "answer": streamfield(_blocks(answer if answer is not None else stored_answer(entry))),
        "updates": inline_formset(updates or [], initial=updates_initial),
        "comments": inline_formset([]),
    }
    data.update(changed)
    if action:
        data[f"action-{action}"] = action
    return nested_form_data({name: value for name, value in data.items() if value is not None})


def _blocks(answer):
    if isinstance(answer, str):
        return [("text", rich_text(answer, features=["bold"]))] if answer else []
    return answer


def stored_answer(entry):
    """The answer as HTML; only entries with a single block of text."""
    if entry is None or not len(entry.answer):
        return ""
    [block] = entry.answer
    return block.value.source


def update_data(update):
    return {
        "id": str(update.pk or ""),
        "key": str(update.key),
        "date": update.date.isoformat(),
        "summary": update.summary,
        "significance": update.significance,
    }


def new_update(day="2026-01-15", summary="La réponse a changé.", significance="MAJOR"):
    return {"id": "", "key": "", "date": day, "summary": summary, "significance": significance}


class _Fields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.values = {}

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input" and "name" in attrs:
            self.values[attrs["name"]] = attrs.get("value", "")


def input_values(response):
    """The values of all `<input>` of a page, by name."""
    fields = _Fields()
    fields.feed(response.content.decode())
    return fields.values
