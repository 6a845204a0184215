"""Connections are kept from one request to the next, and given up when they are not to be trusted."""

import threading

import pytest

from graph.store import open_store
from ontology.wording import DubanError
from tests.moody_server import NO_ROWS, YES, hangs_up, keeps, moody_server, rows, says, stops_in_the_middle
from tests.test_remote_errors import ASK, OPENED

OPENED_ON = NO_ROWS.replace("[]", '[{"plan":{"type":"uri","value":"a:a"},"seen":{"type":"uri","value":"a:b"}}]')


def test_connection_serves_one_request_after_the_other() -> None:
    with moody_server(keeps(OPENED_ON), keeps(YES)) as (address, asked), open_store(address) as store:
        for _ in range(3):
            assert store.boolean(ASK)
        assert (len(asked), len({request.caller for request in asked})) == (4, 1)


def test_connection_that_was_closed_meanwhile_is_made_anew() -> None:
    with moody_server(hangs_up(OPENED_ON), hangs_up(YES)) as (address, asked), open_store(address) as store:
        for _ in range(3):
            assert store.boolean(ASK)
        assert (len(asked), len({request.caller for request in asked})) == (4, 4)


def test_connection_with_a_broken_answer_is_not_used_again() -> None:
    with moody_server(keeps(OPENED_ON), stops_in_the_middle, keeps(YES)) as (address, asked):
        with open_store(address) as store:
            assert store.boolean(ASK)
        assert [request.caller == asked[0].caller for request in asked] == [True, True, False]


def test_error_ends_its_connection_and_no_more() -> None:
    with moody_server(keeps(OPENED_ON), says(500, "no"), keeps(YES)) as (address, asked), open_store(address) as store:
        with pytest.raises(DubanError):
            store.boolean(ASK)
        for _ in range(2):
            assert store.boolean(ASK)
        assert len({request.caller for request in asked}) == 2


def test_threads_do_not_share_a_connection_at_a_time() -> None:
    answers: list[bool] = []
    with moody_server(keeps(OPENED_ON), keeps(YES)) as (address, asked), open_store(address) as store:

        def ask_often() -> None:
            answers.extend(store.boolean(ASK) for _ in range(50))

        threads = [threading.Thread(target=ask_often) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers == [True] * 200
        assert 1 <= len({request.caller for request in asked}) <= 4


def test_closed_store_keeps_no_connection() -> None:
    with moody_server(OPENED, keeps(YES), rows(YES)) as (address, asked):
        store = open_store(address)
        store.close()
        for _ in range(2):
            assert store.boolean(ASK)
        assert len({request.caller for request in asked}) == 3
