"""Whose turn it is."""

import random

import pytest

from ai_engine.errors import QueueFull
from ai_engine.inference.scheduler import Scheduler, Ticket


def _ticket(name, learner="ann", arrived=0.0, deadline=100.0, prompt_tokens=100):
    return Ticket(name, learner, arrived, deadline, prompt_tokens, context_tokens=prompt_tokens + 200, max_tokens=200)


def _scheduler(slots=2, queue_limit=100, learner_queue_limit=100, prefill_budget=None, kv_budget=None):
    scheduler = Scheduler(slots=slots, queue_limit=queue_limit, learner_queue_limit=learner_queue_limit)
    scheduler.prefill_budget = prefill_budget
    scheduler.kv_budget = kv_budget
    return scheduler


def _names(tickets):
    return [ticket.id for ticket in tickets]


def test_one_learners_ten_requests_do_not_delay_anothers_one():
    """With one slot, the second learner's request is the next one, however many wait before it."""
    scheduler = _scheduler(slots=1)
    for number in range(10):
        scheduler.offer(_ticket(f"a{number}"), 0.0)
    scheduler.take(0.0)
    scheduler.offer(_ticket("b", learner="bob"), 0.0)
    scheduler.finish("a0", 1.0)

    assert _names(scheduler.take(1.0)) == ["b"]


def test_learners_take_turns():
    """Three learners with three requests each are served in rounds, each learner's own in order."""
    scheduler = _scheduler(slots=1)
    for learner in "abc":
        for number in range(3):
            scheduler.offer(_ticket(f"{learner}{number}", learner=learner), 0.0)
    served = []
    for moment in range(9):
        (ticket,) = scheduler.take(float(moment))
        served.append(ticket.id)
        scheduler.finish(ticket.id, float(moment))

    assert served == ["a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2"]


def test_a_learner_who_comes_back_at_once_waits_for_the_others():
    """Having just been served counts, even with nothing waiting in between."""
    scheduler = _scheduler(slots=1)
    scheduler.offer(_ticket("a0", learner="ann"), 0.0)
    scheduler.take(0.0)
    for learner in ("bob", "cleo"):
        scheduler.offer(_ticket(learner, learner=learner), 0.0)
    scheduler.finish("a0", 1.0)
    scheduler.offer(_ticket("a1", learner="ann"), 1.0)
    order = []
    for moment in range(3):
        (ticket,) = scheduler.take(float(moment))
        order.append(ticket.id)
        scheduler.finish(ticket.id, float(moment))

    assert order == ["bob", "cleo", "a1"]


def test_one_learner_never_holds_all_slots():
    """Of sixteen slots one learner gets twelve; the rest stays open for others."""
    scheduler = _scheduler(slots=16)
    for number in range(30):
        scheduler.offer(_ticket(f"a{number}"), 0.0)

    assert len(scheduler.take(0.0)) == 12
    scheduler.offer(_ticket("b", learner="bob"), 0.0)
    assert _names(scheduler.take(0.0)) == ["b"]


def test_prompts_are_read_one_after_the_other():
    """While a long prompt is being read the next one waits; short ones go together."""
    scheduler = _scheduler(slots=8, prefill_budget=512)
    for name, tokens in (("long", 900), ("short1", 100), ("short2", 100), ("short3", 400)):
        scheduler.offer(_ticket(name, learner=name, prompt_tokens=tokens), 0.0)

    assert _names(scheduler.take(0.0)) == ["long"]
    assert scheduler.take(0.5) == []
    scheduler.first_token("long", 1.0)
    assert _names(scheduler.take(1.0)) == ["short1", "short2"]


def test_one_learners_prompts_are_read_one_after_the_other():
    """However short they are; a second learner's is read beside them."""
    scheduler = _scheduler(slots=8, prefill_budget=512)
    for name, learner in (("a0", "ann"), ("a1", "ann"), ("b0", "bob")):
        scheduler.offer(_ticket(name, learner=learner, prompt_tokens=50), 0.0)

    assert _names(scheduler.take(0.0)) == ["a0", "b0"]
    scheduler.first_token("a0", 1.0)
    assert _names(scheduler.take(1.0)) == ["a1"]


def _one_of_many_in_prefill(prompt_tokens):
    scheduler = _scheduler(slots=8, prefill_budget=512)
    scheduler.offer(_ticket("a0", prompt_tokens=100), 0.0)
    scheduler.take(0.0)
    scheduler.first_token("a0", 0.0)
    scheduler.offer(_ticket("a1", prompt_tokens=prompt_tokens), 0.0)
    scheduler.take(0.0)
    return scheduler


def test_a_long_prefill_of_a_busy_learner_gives_way_to_another_learner():
    """It stops, waits again before its learner's others, and starts after the other one's first token."""
    scheduler = _one_of_many_in_prefill(1_500)
    scheduler.offer(_ticket("a2", prompt_tokens=100), 0.0)
    scheduler.offer(_ticket("b", learner="bob", prompt_tokens=1_000), 0.0)
    stopped = scheduler.give_way()

    assert stopped.id == "a1"
    assert scheduler.give_way() is None
    scheduler.put_back(stopped)
    assert _names(scheduler.take(1.0)) == ["b"]
    scheduler.first_token("b", 2.0)
    assert _names(scheduler.take(2.0)) == ["a1"]


def test_a_request_gives_way_only_so_often():
    """Two other learners may pass; the third waits, so nobody is passed for ever."""
    scheduler = _one_of_many_in_prefill(1_500)
    for learner in "bcd":
        scheduler.offer(_ticket(learner, learner=learner, prompt_tokens=1_000), 0.0)
        stopped = scheduler.give_way()
        if stopped is None:
            break
        scheduler.put_back(stopped)
        assert _names(scheduler.take(0.0)) == [learner]
        scheduler.first_token(learner, 0.0)
        assert _names(scheduler.take(0.0)) == ["a1"]

    assert learner == "d"


@pytest.mark.parametrize("prompt_tokens", [100, 300])
def test_a_short_prefill_goes_on(prompt_tokens):
    """Stopping it would win nothing."""
    scheduler = _one_of_many_in_prefill(prompt_tokens)
    scheduler.offer(_ticket("b", learner="bob", prompt_tokens=1_000), 0.0)

    assert scheduler.give_way() is None


def test_a_learners_only_request_gives_way_to_nobody():
    """Who has a single request is not set back for another's."""
    scheduler = _scheduler(slots=8, prefill_budget=512)
    scheduler.offer(_ticket("a", prompt_tokens=1_500), 0.0)
    scheduler.take(0.0)
    scheduler.offer(_ticket("b", learner="bob", prompt_tokens=1_000), 0.0)

    assert scheduler.give_way() is None


def test_requests_wait_for_room_in_the_cache():
    """What all running ones may come to hold stays within the budget; one alone always starts."""
    scheduler = _scheduler(slots=8, kv_budget=1_000)
    for name in "abcd":
        scheduler.offer(_ticket(name, learner=name, prompt_tokens=200), 0.0)

    assert _names(scheduler.take(0.0)) == ["a", "b"]
    scheduler.finish("a", 1.0)
    assert _names(scheduler.take(1.0)) == ["c"]

    alone = _scheduler(kv_budget=100)
    alone.offer(_ticket("huge", prompt_tokens=2_000), 0.0)
    assert _names(alone.take(0.0)) == ["huge"]


def test_the_queue_is_bounded_and_says_when_to_come_back():
    """What is beyond the slots and the limit is refused with a wait of at least a second."""
    scheduler = _scheduler(slots=1, queue_limit=2)
    for number in range(3):
        scheduler.offer(_ticket(f"r{number}", learner=str(number)), 0.0)
        scheduler.take(0.0)

    with pytest.raises(QueueFull) as full:
        scheduler.offer(_ticket("r3", learner="x"), 0.0)
    assert full.value.retry_after_s >= 1


def test_without_a_queue_a_free_slot_still_serves():
    """A limit of 0 means that nobody waits, not that nobody is served."""
    scheduler = _scheduler(slots=1, queue_limit=0)
    scheduler.offer(_ticket("first"), 0.0)
    scheduler.take(0.0)

    with pytest.raises(QueueFull):
        scheduler.offer(_ticket("second"), 0.0)


def test_a_learners_share_of_the_queue_is_bounded():
    """One learner fills his share; another's request still finds room."""
    scheduler = _scheduler(slots=1, learner_queue_limit=3)
    scheduler.offer(_ticket("running"), 0.0)
    scheduler.take(0.0)
    for number in range(3):
        scheduler.offer(_ticket(f"a{number}"), 0.0)

    with pytest.raises(QueueFull):
        scheduler.offer(_ticket("a3"), 0.0)
    scheduler.offer(_ticket("b", learner="bob"), 0.0)


def test_places_foretell_the_order_of_service():
    """The positions told are the order in which requests then start, and waits grow along it."""
    scheduler = _scheduler(slots=1)
    for name in ("a0", "a1", "a2", "b0", "c0", "c1"):
        scheduler.offer(_ticket(name, learner=name[0]), 0.0)
    places = scheduler.places(0.0)
    served = []
    while scheduler.waiting:
        (ticket,) = scheduler.take(0.0)
        served.append(ticket.id)
        scheduler.finish(ticket.id, 0.0)

    assert [place.ticket.id for place in places] == served
    assert [place.position for place in places] == [1, 2, 3, 4, 5, 6]
    assert [place.eta_s for place in places] == sorted(place.eta_s for place in places)


def test_estimates_follow_the_measured_speed():
    """After slow answers a waiting request is told a longer wait than after quick ones."""
    waits = []
    for seconds in (1.0, 60.0):
        scheduler = _scheduler(slots=1)
        for number in range(20):
            scheduler.offer(_ticket(f"r{number}"), 0.0)
            scheduler.take(0.0)
            scheduler.first_token(f"r{number}", seconds / 10)
            scheduler.finish(f"r{number}", seconds, tokens=100)
        scheduler.offer(_ticket("runs"), 0.0)
        scheduler.take(0.0)
        scheduler.offer(_ticket("waits", learner="bob"), 0.0)
        waits.append(scheduler.places(0.0)[0].eta_s)

    assert waits[0] == pytest.approx(1.0, rel=0.3)
    assert waits[1] == pytest.approx(60.0, rel=0.3)


def test_deadlines_count_from_arrival_waiting_or_running():
    """Both kinds are named as soon as their time is over, and not before."""
    scheduler = _scheduler(slots=1)
    scheduler.offer(_ticket("runs", deadline=10.0), 0.0)
    scheduler.take(0.0)
    scheduler.offer(_ticket("waits", deadline=5.0), 0.0)

    assert scheduler.expired(4.9) == []
    assert _names(scheduler.expired(5.0)) == ["waits"]
    assert sorted(_names(scheduler.expired(10.0))) == ["runs", "waits"]


def test_a_withdrawn_request_is_gone():
    """It is in no place any more, and its place in the limit is free."""
    scheduler = _scheduler(slots=1, queue_limit=1)
    scheduler.offer(_ticket("runs"), 0.0)
    scheduler.take(0.0)
    scheduler.offer(_ticket("waits"), 0.0)

    assert scheduler.withdraw("waits")
    assert not scheduler.withdraw("waits")
    assert scheduler.places(0.0) == []
    scheduler.offer(_ticket("next"), 0.0)


def test_a_request_put_back_comes_before_its_learners_others():
    """What ran in vain loses no time to what came later."""
    scheduler = _scheduler(slots=1)
    for name in ("first", "second"):
        scheduler.offer(_ticket(name), 0.0)
    (first,) = scheduler.take(0.0)
    scheduler.put_back(first)

    assert scheduler.running == 0
    assert _names(scheduler.take(0.0)) == ["first"]


def test_nothing_is_lost_kept_or_doubled_under_a_random_mix():
    """3,000 random operations: slots and limits hold, every request ends once, and the books are empty at the end."""
    rng = random.Random(7)
    scheduler = _scheduler(slots=4, queue_limit=10, learner_queue_limit=5, prefill_budget=300, kv_budget=2_000)
    waiting, running, started, gave_way = set(), set(), [], 0
    for moment in range(3_000):
        now = float(moment)
        match rng.randrange(5):
            case 0 | 1:
                name = f"r{moment}"
                try:
                    learner = rng.choice("abcdefgh")
                    scheduler.offer(_ticket(name, learner, now, prompt_tokens=rng.choice([50, 400, 900])), now)
                    waiting.add(name)
                except QueueFull:
                    assert len(waiting) >= 5
            case 2 if running:
                name = rng.choice(sorted(running))
                scheduler.first_token(name, now)
            case 3 if running:
                name = rng.choice(sorted(running))
                scheduler.finish(name, now, tokens=rng.randrange(200))
                running.discard(name)
            case 4 if waiting and rng.random() < 0.3:
                name = rng.choice(sorted(waiting))
                assert scheduler.withdraw(name)
                waiting.discard(name)
        stopped = scheduler.give_way()
        if stopped is not None:
            scheduler.put_back(stopped)
            running.discard(stopped.id)
            waiting.add(stopped.id)
            gave_way += 1
        for ticket in scheduler.take(now):
            started.append(ticket.id)
            waiting.discard(ticket.id)
            running.add(ticket.id)
        assert scheduler.running == len(running) <= 4
        assert scheduler.waiting == len(waiting) == len(scheduler.places(now))

    assert len(started) - len(set(started)) <= gave_way
    assert len(set(started)) > 300
    assert gave_way > 0
