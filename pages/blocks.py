"""The blocks that answers and plain pages are made of (rule E8)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from wagtail import blocks
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from core import live
from core.streams import LiveBlock

INLINE_FEATURES = ["bold", "italic", "superscript", "link", "document-link"]
PARAGRAPH_FEATURES = [*INLINE_FEATURES, "ol", "ul"]
TEXT_FEATURES = ["h3", "h4", *PARAGRAPH_FEATURES, "hr", "blockquote"]


class Verdict(TextChoices):
    """The answer of a yes-or-no question, as data (rule E4)."""

    YES = "YES", "Oui"
    NO = "NO", "Non"


class NoticeKind(TextChoices):
    INFO = "INFO", "Information"
    WARNING = "WARNING", "Attention"
    TIP = "TIP", "Conseil"
    EXAMPLE = "EXAMPLE", "Exemple"


class StepsBlock(blocks.StructBlock):
    """Numbered steps."""

    title = blocks.CharBlock(label="Titre", required=False, max_length=200)
    steps = blocks.ListBlock(blocks.RichTextBlock(features=PARAGRAPH_FEATURES, label="Étape"), label="Étapes")

    class Meta:
        icon = "list-ol"
        label = "Étapes numérotées"


class NoticeBlock(blocks.StructBlock):
    """A remark set apart from the text."""

    kind = blocks.ChoiceBlock(choices=NoticeKind.choices, default=NoticeKind.INFO, label="Nature")
    title = blocks.CharBlock(label="Titre", required=False, max_length=200)
    text = blocks.RichTextBlock(features=PARAGRAPH_FEATURES, label="Texte")

    class Meta:
        icon = "info-circle"
        label = "Remarque"


class TableBlock(TypedTableBlock):
    """A table with a caption, headed columns, and rich text in its cells."""

    text = blocks.RichTextBlock(features=INLINE_FEATURES, label="Texte", required=False)

    class Meta:
        icon = "table"
        label = "Tableau"


class DocumentBlock(blocks.StructBlock):
    """A file to download; its format and size are shown beside it."""

    document = DocumentChooserBlock(label="Document")
    title = blocks.CharBlock(
        label="Intitulé", required=False, max_length=200, help_text="Le titre du document, à défaut."
    )

    class Meta:
        icon = "doc-full"
        label = "Document"


class LinkBlock(blocks.StructBlock):
    """A link to a page of the portal or to an outside address, one of the two."""

    text = blocks.CharBlock(
        label="Intitulé", required=False, max_length=200, help_text="Le titre de la page, à défaut."
    )
    page = blocks.PageChooserBlock(label="Page du portail", required=False)
    url = blocks.URLBlock(label="ou adresse externe", required=False)

    class Meta:
        icon = "link"
        label = "Lien"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.is_deferred_validation:  # a draft may leave it open
            return cleaned
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            message = "Choisissez une page du portail ou saisissez une adresse externe, l’une des deux."
            raise blocks.StructBlockValidationError(block_errors={"url": ValidationError(message)})
        if cleaned["url"] and not cleaned["text"]:
            message = "Donnez un intitulé au lien : une adresse seule ne dit pas où elle mène."
            raise blocks.StructBlockValidationError(block_errors={"text": ValidationError(message)})
        return cleaned


class LinkListBlock(blocks.StructBlock):
    """Links to other pages, inside or outside."""

    title = blocks.CharBlock(label="Titre", required=False, max_length=200)
    links = blocks.ListBlock(LinkBlock(), label="Liens")

    class Meta:
        icon = "link"
        label = "Liens"


def brand_choices() -> list[live.Choice]:
    """The marks there are, as the form offers them."""
    return live.choices(BrandDecisionsBlock.table)


class BrandDecisionsBlock(LiveBlock):
    """Who may use which mark, as the rules say when the page is read."""

    table = "brand_decisions"
    only = blocks.MultipleChoiceBlock(
        choices=brand_choices,
        label="Marques",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Toutes, si vous n’en cochez aucune. Le tableau est lu dans les règles : il ne se saisit pas.",
    )

    class Meta:
        icon = "clipboard-list"
        label = "Qui peut utiliser quelle marque"


class BodyBlock(blocks.StreamBlock):
    """The content of a plain page, or of one question in an entry that answers several."""

    text = blocks.RichTextBlock(features=TEXT_FEATURES, label="Texte", icon="pilcrow")
    steps = StepsBlock()
    notice = NoticeBlock()
    table = TableBlock()
    image = ImageBlock(label="Image")
    document = DocumentBlock()
    links = LinkListBlock()
    brand_decisions = BrandDecisionsBlock()

    def clean(self, value: Any) -> Any:
        """A draft keeps what is unfinished or odd (half an address): it is pointed out when it is published."""
        try:
            return super().clean(value)
        except ValidationError:
            if not self.is_deferred_validation:
                raise
            return value


class SentenceBlock(blocks.CharBlock):
    """A sentence that may be long: shown on as many lines as it takes, stored on one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.widget = AdminAutoHeightTextInput()

    def clean(self, value: Any) -> Any:
        return " ".join(super().clean(value).split())

    def deconstruct(self) -> Any:
        """To a migration it is a CharBlock: what is stored is the same."""
        _, args, kwargs = super().deconstruct()
        return "wagtail.blocks.CharBlock", args, kwargs


class AnchorBlock(blocks.CharBlock):
    """An anchor: shown, never typed. The registry gives it (`pages.anchors`)."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = "Donnée à l’enregistrement, puis fixe : les liens vers la question restent valables."
        super().__init__(required=False, max_length=110, help_text=help_text, **kwargs)
        self.field.widget = forms.TextInput(attrs={"readonly": True, "placeholder": "Donnée à l’enregistrement"})

    class Meta:
        label = "Ancre (non modifiable)"


class QuestionBlock(blocks.StructBlock):
    """One of the questions of an entry that bundles several, with an anchor of its own (rule E3)."""

    question = SentenceBlock(label="Question", max_length=255)
    anchor = AnchorBlock()
    verdict = blocks.ChoiceBlock(choices=Verdict.choices, required=False, label="Réponse par oui ou non")
    answer = BodyBlock(label="Réponse", required=False)

    class Meta:
        icon = "help"
        label = "Question du groupe"


class AnswerBlock(BodyBlock):
    """An entry's answer: content, and questions when the entry bundles several."""

    question = QuestionBlock()
