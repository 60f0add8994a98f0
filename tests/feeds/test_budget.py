"""How much may be asked of one site."""

from bot.feeds.budget import Budget, domain_of


def test_a_budget_for_every_domain() -> None:
    budget = Budget(burst=2, pause=10)
    assert [budget.reserve("a.example", 100) for _ in range(4)] == [0, 0, 10, 20]
    assert budget.reserve("b.example", 100) == 0
    assert budget.reserve("a.example", 200) == 0
    budget.block("b.example", 300)
    assert budget.blocked("b.example", 250) == 50
    assert budget.blocked("b.example", 301) == 0


def test_one_domain_has_many_hosts() -> None:
    assert domain_of("https://feeds.news.co.uk/a") == domain_of("http://www.news.co.uk/b")
    assert domain_of("https://one.github.io/") != domain_of("https://two.github.io/")
    assert domain_of("http://127.0.0.1:8080/x") == "127.0.0.1:8080"
