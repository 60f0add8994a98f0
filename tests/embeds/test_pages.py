"""What stands on the pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.embeds.articles import also_in, article_page, search_page
from bot.embeds.blocks import Block, Frame, stack
from bot.embeds.briefing import briefing_message
from bot.embeds.credits import attribution, said
from bot.embeds.limits import DESCRIPTION, TOTAL, total
from bot.embeds.quotes import quotes_page
from bot.embeds.status import feeds_page, schedules_page, status_page
from bot.embeds.timeline import timeline_page
from bot.model import (
    Analysis,
    Article,
    Briefing,
    BriefStory,
    Counts,
    Delivery,
    DeliveryState,
    Event,
    EventDate,
    Feed,
    FiledEvent,
    FiledQuote,
    Hit,
    Person,
    Precision,
    Quote,
    Schedule,
    Span,
    Story,
    Window,
)

NOW = datetime(2025, 2, 7, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def filed(text: str, **known: Span) -> FiledQuote:
    """All of `text` as one quote."""
    article = Article("a", text, url="https://news.example/a", outlet="News", published=NOW)
    whole = Span(0, len(text))
    quote = replace(Quote((whole,), whole), speaker="Maren Lindqvist")
    return FiledQuote(replace(quote, **known), article)  # pyright: ignore[reportArgumentType]


def test_a_long_quote_ends_with_a_marked_gap_and_its_link() -> None:
    page = quotes_page(Person("Maren Lindqvist"), [filed("never again " * 900)])
    text = page.embed.description or ""
    assert len(text) <= DESCRIPTION
    assert r"never \[…\]" in text or r"again \[…\]" in text
    assert "(https://news.example/a)" in text


def test_short_quotes_stand_whole_beside_a_long_one() -> None:
    quotes = [filed("never again " * 900), filed("Short one."), filed("Another short one.")]
    text = quotes_page(Person("Maren Lindqvist"), quotes).embed.description or ""
    assert "> “Short one.”" in text
    assert "> “Another short one.”" in text


def test_the_same_words_in_another_outlet_are_one_quotation() -> None:
    first = filed("We stay, whatever it costs,")
    copy = replace(filed("“We stay, whatever it costs.”").article, outlet="Wire", url=None)
    spread = replace(first, article=replace(first.article, outlet="Wire", url=None))
    later = replace(first, article=replace(copy, text=first.article.text, published=NOW - 4 * DAY))
    again = replace(first, article=replace(first.article, id="b"))
    text = quotes_page(Person("Maren"), [first, spread, later, again]).embed.description or ""
    credit = "— **Maren Lindqvist** · "
    assert [line for line in text.split("\n") if line.startswith("—")] == [
        f"{credit}[News](https://news.example/a) · <t:1738929600:D> · also in Wire",
        f"{credit}Wire · <t:1738584000:D>",
        f"{credit}[News](https://news.example/a) · <t:1738929600:D>",
    ]


def test_the_parts_of_a_split_quote_are_apart() -> None:
    text = "“We stay,” she said, “and fight.”"
    quote = Quote((Span(1, 9), Span(22, 32)), Span(0, len(text)))
    assert said(FiledQuote(quote, Article("a", text))) == "“We stay,” … “and fight.”"


def test_nobody_is_named_without_evidence() -> None:
    article = Article("a", "Words.", outlet="News")
    quote = FiledQuote(Quote((Span(0, 6),), Span(0, 6)), article)
    assert attribution(quote) == "— *unattributed* · News"


def test_a_courtesy_is_no_title() -> None:
    words = "“Come,” Ms Lindqvist said."
    assert attribution(filed(words, title=Span(8, 10))).startswith("— **Maren Lindqvist** · ")
    assert "Lindqvist**, Lindqvist ·" in attribution(filed(words, title=Span(11, 20)))


def test_a_verb_that_needs_a_listener_is_left_out() -> None:
    words = "“Come,” Ms Lindqvist told us. She joked."
    assert attribution(filed(words, cue=Span(21, 25))).startswith("— **Maren Lindqvist** · ")
    assert "Lindqvist**, *joked* ·" in attribution(filed(words, cue=Span(34, 39)))


def test_an_articles_dates_stand_without_its_dateline() -> None:
    text = "TANO, Feb. 7 (Coast Wire) — The mole of Tano harbour was rebuilt in 1987 by the state."
    when = EventDate(Span(68, 72), "1987", Precision.YEAR, date(1987, 1, 1), date(1987, 12, 31))
    event = Event(Span(0, len(text)), when)
    page = article_page(Article("a", text, published=NOW), Analysis(events=(event,)))
    assert (
        page.fields[0].value
        == "**1987**\nThe mole of Tano harbour was rebuilt in 1987 by the state."
    )


def test_paragraphs_of_a_quote_stay_in_its_block() -> None:
    page = quotes_page(Person("M"), [filed("One.\n\nTwo.\n# Three")])
    assert (page.embed.description or "").startswith("> “One.\n>\n> Two.\n> \\# Three”\n— ")


def test_an_event_dated_by_its_article_says_so_and_counts_its_sources() -> None:
    article = Article("a", "Ice came.", outlet="News")
    when = EventDate(Span(0, 0), "2025-02-07", Precision.DAY, NOW.date(), NOW.date())
    event = FiledEvent(
        Event(Span(0, 9), when, stated=False), article, (article, Article("b", "Ice came."))
    )
    text = timeline_page([event]).embed.description or ""
    assert text == "**7 February 2025** · *dated by its article*\nIce came.\nNews · 2 sources"


def test_a_date_that_stands_above_already_is_not_said_again() -> None:
    article = Article("a", "Ice came. It went.", outlet="News")
    when = EventDate(Span(0, 0), "2025-02-07", Precision.DAY, NOW.date(), NOW.date())
    events = [FiledEvent(Event(span, when), article) for span in (Span(0, 9), Span(10, 18))]
    text = timeline_page(events).embed.description or ""
    assert text == "**7 February 2025**\nIce came.\nNews\n\nIt went.\nNews"


def test_an_article_says_once_where_it_is_from_and_each_dated_sentence_once() -> None:
    quote = filed("We stay, we sail in May and land on 2 March.")
    article = replace(quote.article, outlet="", byline="Ida Fenn", title="They stay")
    days = (
        (Span(9, 44), date(2025, 5, 1)),
        (Span(9, 44), date(2025, 3, 2)),
        (Span(0, 8), date(2025, 1, 1)),
    )
    events = tuple(
        Event(span, EventDate(span, f"{day}", Precision.DAY, day, day)) for span, day in days
    )
    reading = Analysis(events=events, summary=(Span(0, 8),))
    page = article_page(article, reading, quotes=[quote])
    assert page.description == "<t:1738929600:D> · Ida Fenn\n\nWe stay,"
    assert [(field.name, field.value) for field in page.fields] == [
        ("Quotes", f"> “{article.text}”\n— **Maren Lindqvist**"),
        (
            "Dates",
            "**1 January 2025**\nWe stay,\n\n**1 May 2025**\nwe sail in May and land on 2 March.",
        ),
    ]


def test_a_headline_is_not_said_again_where_the_outlet_is_unknown() -> None:
    article = Article("a", "Ice came.", title="Ice", published=NOW)
    page = search_page("ice", [Hit(article, Span(0, 9))])
    assert page.embed.description == "**Ice**\nIce came.\n<t:1738929600:D>"
    assert page.embed.footer.text == "Article 1 · best first"


def test_quoted_words_that_no_article_holds_are_named_once() -> None:
    hits = [Hit(Article("a", "Ice came.", title="Ice", published=NOW), Span(0, 9))]
    said = "Article 1 · best first · none of these has “ice went” word for word"
    assert search_page("“ice went”", hits).embed.footer.text == said
    assert search_page("“ice came”", hits).embed.footer.text == "Article 1 · best first"
    assert "word for word" not in str(search_page("“ice went”", hits, number=1).embed.footer.text)


def test_a_briefing_of_wide_characters_fits_too() -> None:
    """Which count twice, so that those of one embed leave less room for the others."""
    plain, wide = Article("a", "A word. " * 700, title="T"), Article("b", "🏴" * 3000)
    told = BriefStory(Story(1, (plain,)), (Span(0, len(plain.text)),))
    when = EventDate(Span(0, 0), "2025-02-08", Precision.DAY, NOW.date(), NOW.date())
    whole = Span(0, len(wide.text))
    briefing = Briefing(
        Window(),
        stories=(told,) * 5,
        quotes=(FiledQuote(Quote((whole,), whole), wide),) * 4,
        coming=(FiledEvent(Event(whole, when), wide),) * 5,
    )
    assert total(briefing_message(briefing, number=1)) <= TOTAL


def test_also_in_names_each_other_outlet_once() -> None:
    told = [
        Article(str(n), "", outlet=outlet, url=f"https://{outlet.lower()}.example/{n}")
        for n, outlet in enumerate(("News", "Wire", "Wire", "News", "Post"))
    ]
    assert also_in(Story(1, tuple(told)), told[0]) == (
        "[Wire](https://wire.example/1), [Post](https://post.example/4)"
    )


def test_a_briefing_without_news_is_one_line_and_a_late_one_says_so() -> None:
    (embed,) = briefing_message(Briefing(Window(), topic="ferries", late_since=NOW), number=7)
    assert embed.title == "Briefing: ferries"
    assert embed.description == "*Late: this was due <t:1738929600:f>.*\nNothing new on this topic."
    assert embed.footer.text == "Briefing 7"


def test_blocks_share_room_and_the_last_go_when_nothing_else_helps() -> None:
    frame = Frame(tail="x" * 50)
    blocks = [Block("word " * 100, frame, frame) for _ in range(10)]
    text = stack(blocks, 400)
    assert len(text) <= 400
    assert text.count("x" * 50) == 3


def test_monstrous_addresses_are_left_out_before_a_block_is() -> None:
    blocks = [Block("A sentence.", Frame(tail="u" * 300), Frame(tail="u")) for _ in range(3)]
    assert stack(blocks, 200) == "\n\n".join(["A sentence.\nu"] * 3)


def test_status_says_first_what_needs_a_look() -> None:
    counts = Counts(1200, 30, 4, 5, 6, 3, 1, 2, NOW, 7)
    text = status_page(counts, NOW, latency=0.042, now=NOW).description or ""
    assert "**1,200** articles" in text
    assert "**1** failing: `/feed list`" in text
    assert "7 passages withheld" in text
    assert "42 ms" in text
    quiet = status_page(replace(counts, feeds_failing=0), None, latency=float("nan"), now=NOW)
    assert "all well" in (quiet.description or "")
    assert "ms" not in (quiet.description or "")


def test_status_of_an_empty_house_reads_well_too() -> None:
    counts = Counts(0, 1, 1, 1, 1, 0, 0, 1, None, 0)
    text = status_page(counts, None, latency=float("nan"), now=NOW).description or ""
    assert text.splitlines()[:5] == [
        "**0** articles",
        "**1** quote by **1** person",
        "**1** story, **1** dated event",
        "**0** feeds",
        "**1** briefing",
    ]


def test_lists_tell_state_and_how_many_more() -> None:
    schedules = [
        Schedule(n, 5, time(7, 30), "UTC", paused=n < 3, guild_id=None if n == 2 else 9)
        for n in range(1, 24)
    ]
    failed = Delivery(1, 2, 5, NOW.date(), NOW, DeliveryState.FAILED, error="gone")
    page = schedules_page(schedules, {3: failed, 4: replace(failed, error=None)})
    assert (page.description or "").startswith(
        "`1` <#5> · 07:30 UTC, daily\npaused: `/briefing pause` starts it again\n\n"
        "<#5> · 07:30 UTC, daily · set by the operator\npaused: until I am restarted\n\n"
    )
    assert "the last one failed: gone" in (page.description or "")
    assert page.footer.text == "and 3 more"
    feeds = feeds_page(
        [Feed(1, "https://a.example/rss", "A *feed*", 9, failures=2, last_error="404")],
        [Feed(2, "https://b.example/rss", last_success=NOW)],
    )
    text = feeds.description or ""
    assert text.startswith("`1` **[A \\*feed\\*](https://a.example/rss)**\nfailing: 404")
    assert "read <t:1738929600:R> · shared by the operator" in text


def test_a_feed_without_a_title_is_called_by_its_address_without_the_password() -> None:
    text = feeds_page([], [Feed(1, "https://ada:s3cret@a.example/rss")]).description or ""
    assert "https\\://•••@a.example/rss" in text
    assert "s3cret" not in text
