"""Places: never more held than there are, in the order they were asked for, and none is lost."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from slipgui.app.slots import Passage, Phase, PhaseSlots, Slots


async def settle():
    for _ in range(5):
        await asyncio.sleep(0)


@given(st.integers(1, 4), st.lists(st.tuples(st.sampled_from("aacrhs"), st.integers(0, 30)), max_size=60))
def test_never_more_places_are_held_than_there_are_and_none_is_lost(n_places, steps):
    async def play():
        slots, got, asking = Slots(n_places), [], []

        async def ask(number):
            await slots.acquire()
            got.append(number)

        def forget_the_done():
            asking[:] = [(number, task) for number, task in asking if not task.done()]

        for number, (step, choice) in enumerate(steps):
            n_held_before = slots.n_held
            if step == "a":
                asking.append((number, asyncio.create_task(ask(number))))
            elif step == "c" and asking:
                asking.pop(choice % len(asking))[1].cancel()
            elif step == "r" and got:
                got.pop()
                slots.release()
            elif step == "h":
                slots.halve()
            else:
                slots.note_success()
            await settle()
            assert slots.n_held == len(got)
            assert slots.n_held <= max(slots.n_places, n_held_before)
            assert 1 <= slots.n_places <= n_places
            served = [n for n, task in asking if task.done()]
            waiting = [n for n, task in asking if not task.done()]
            assert not served or not waiting or max(served) < min(waiting)
            forget_the_done()
            assert not waiting or slots.n_held >= slots.n_places
        for _, task in asking:
            task.cancel()
        await settle()

    asyncio.run(play())


async def test_half_the_places_after_a_complaint_and_one_back_after_eight_successes():
    slots = Slots(4)
    slots.halve()
    assert slots.n_places == 2
    slots.halve()
    slots.halve()
    assert slots.n_places == 1
    for _ in range(8):
        slots.note_success()
    assert slots.n_places == 2
    for _ in range(100):
        slots.note_success()
    assert slots.n_places == 4


async def test_a_clip_keeps_its_place_until_it_has_the_next():
    slots = PhaseSlots(Slots(1), Slots(1), Slots(1))
    first, second = Passage(slots), Passage(slots)
    await first.enter(Phase.PREPARE)
    await first.enter(Phase.SEND)
    await second.enter(Phase.PREPARE)
    follower = asyncio.create_task(second.enter(Phase.SEND))
    await settle()
    assert (slots.prepare.n_held, follower.done()) == (1, False)
    first.leave()
    await follower
    assert (slots.prepare.n_held, slots.send.n_held, second.phase) == (0, 1, Phase.SEND)
    second.leave()
    second.leave()
    assert slots.send.n_held == 0


async def test_a_place_given_to_somebody_who_just_left_goes_to_the_next():
    slots = Slots(1)
    await slots.acquire()
    leaving, staying = asyncio.create_task(slots.acquire()), asyncio.create_task(slots.acquire())
    await settle()
    slots.release()
    leaving.cancel()
    await settle()
    assert (leaving.cancelled(), staying.done()) == (True, True)


async def test_those_who_go_on_and_those_who_come_back_do_not_wait_for_each_other():
    slots = PhaseSlots(Slots(1), Slots(1), Slots(1))
    held = {phase: Passage(slots) for phase in Phase}
    for phase, passage in held.items():
        await passage.enter(phase)
    onward = {Phase.PREPARE: Phase.SEND, Phase.SEND: Phase.ANSWER, Phase.ANSWER: Phase.PREPARE}
    async with asyncio.timeout(5):
        await asyncio.gather(*(passage.enter(onward[phase]) for phase, passage in held.items()))
    assert [slots.of(phase).n_held for phase in Phase] == [1, 1, 1]
