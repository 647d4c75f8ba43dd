"""Who does the work, and how many they are, cannot be seen in what comes out."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import pytest

from commands import hands
from commands.kit import Project, codes
from essaytrans import garbage
from essaytrans.commands.build import BuildOptions, BuildReport, build
from essaytrans.commands.extract import ExtractReport, extract
from essaytrans.commands.workers import run_all, workers
from essaytrans.commands.workspace import open_workspace
from essaytrans.model import EssaytransError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

ARTICLES = 40
LANGUAGES = ("en", "ja", "tlh")


def nothing(_: int) -> None:
    """Hear how far it is."""


# --- a project that has something of everything -----------------------------------------------


def furnish(project: Project) -> None:
    """Write articles with problems of their own, catalogs with others, images that lack."""
    project.configure(*LANGUAGES)
    for number in range(ARTICLES):
        blocks = [f"# 第 {number} 篇", f"第 {number} 篇的话。", "大家都说的话。"]
        if number % 5 == 0:
            blocks.append("<!-- i18n:wrong -->")
        if number % 7 == 0:
            blocks.append("![图](none.png)")
        project.article(f"{number % 3}/{number:02}", *blocks)
    project.write("articles/0/98.md", b"\xff not text\n")
    project.write("locales/ja/1/01.po", "broken\n")


def translate(project: Project) -> None:
    for number in range(0, ARTICLES, 2):
        name = f"{number % 3}/{number:02}"
        text = "<b>no</b>" if number % 8 == 0 else "What all say."
        project.translate(name, {"大家都说的话。": text, f"第 {number} 篇": f"No. {number}"}, "tlh")
    project.write("build/en/0/00.md", "somebody's own\n")


@contextmanager
def by_this_process() -> Iterator[dict[str, Any]]:
    yield {}


@contextmanager
def by_threads() -> Iterator[dict[str, Any]]:
    with ThreadPoolExecutor(4) as pool:
        yield {"executor": pool}


@contextmanager
def by_spawned_processes() -> Iterator[dict[str, Any]]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield {"executor": pool}


@contextmanager
def by_two_jobs() -> Iterator[dict[str, Any]]:
    yield {"jobs": 2}


@contextmanager
def by_five_jobs() -> Iterator[dict[str, Any]]:
    yield {"jobs": 5}


@contextmanager
def by_dask() -> Iterator[dict[str, Any]]:
    from distributed import Client, LocalCluster  # noqa: PLC0415 - takes a second

    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        Client(cluster) as client,  # type: ignore[no-untyped-call]
    ):
        yield {"executor": client.get_executor()}


WAYS = [by_this_process, by_threads, by_spawned_processes, by_two_jobs, by_five_jobs, by_dask]


class Steps(list[tuple[int, int]]):
    def __call__(self, done: int, whole: int) -> None:
        self.append((done, whole))


def do_all(project: Project, **who: Any) -> list[ExtractReport | BuildReport]:
    """Extract, build, extract and build again, after some articles changed, in part and in all."""

    def extracting(**chosen: Any) -> ExtractReport:
        return extract(open_workspace(project.root, **chosen), **who)

    def building(**chosen: Any) -> BuildReport:
        return build(open_workspace(project.root, **chosen), BuildOptions(), **who)

    furnish(project)
    reports: list[ExtractReport | BuildReport] = [extracting(dry=True), extracting()]
    translate(project)
    reports += [extracting(), building(dry=True), building(), building()]
    for number in range(0, ARTICLES, 3):
        project.article(f"{number % 3}/{number:02}", "改了。", "大家都说的话。")
    project.remove("articles/1/04.md")
    reports += [extracting(languages=["ja"]), building(languages=["tlh"]), extracting(), building()]
    return reports


def outcome(project: Project, reports: Sequence[object]) -> tuple[str, dict[str, bytes]]:
    files = {path: data for path, (data, _) in project.snapshot().items()}
    return repr(reports).replace(str(project.root), "…"), files


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, bytes]]:
    """What comes out when one process does all."""
    project = Project(tmp_path_factory.mktemp("alone") / "project")
    reports = do_all(project)
    told = {code for report in reports for code in codes(report.diagnostics)}
    assert told == {
        *("unknown-directive", "missing-file", "not-utf8", "po-syntax", "article-vanished"),
        *("refused-translation", "output-replaced"),
    }
    return outcome(project, reports)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_whoever_does_it_files_and_reports_and_their_order_are_the_same(
    tmp_path: Path, alone: tuple[str, dict[str, bytes]], way: Callable[[], Any]
) -> None:
    project = Project(tmp_path / "project")
    with way() as who:
        reports = do_all(project, **who)
    assert outcome(project, reports) == alone
    assert project.temporary_files() == []


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_progress_is_told_of_all_articles_up_to_the_last(
    tmp_path: Path, way: Callable[[], Any]
) -> None:
    project = Project(tmp_path / "project")
    furnish(project)
    whole = ARTICLES + 1
    with way() as who:
        for expected in (whole, 7):
            steps = Steps()
            extract(open_workspace(project.root), step=steps, **who)
            assert steps[-1] == (whole, whole)
            assert {of for _, of in steps} == {whole}
            done = [number for number, _ in steps]
            assert done == sorted(set(done))
            if expected == 7:  # what is remembered counts as done from the beginning
                assert done[0] > whole - expected
            for number in range(5):
                project.article(f"{number % 3}/{number:02}", "改了。")


def test_progress_is_told_after_each_article_where_nobody_shares_the_work(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    furnish(project)
    steps = Steps()
    extract(open_workspace(project.root), step=steps)
    assert steps == [(number, ARTICLES + 1) for number in range(1, ARTICLES + 2)]


# --- an executor that was handed in -----------------------------------------------------------


def test_an_executor_that_was_handed_in_is_not_shut_down(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    furnish(project)
    with ThreadPoolExecutor(2) as pool:
        for _ in range(2):
            extract(open_workspace(project.root), executor=pool)
            assert pool.submit(len, "abc").result() == 3


def test_an_executor_is_asked_even_if_jobs_are_named(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    furnish(project)
    asked = hands.Remembering()
    extract(open_workspace(project.root), executor=asked, jobs=8)
    assert asked.known


def test_a_run_is_never_taken_for_another_with_the_same_arguments(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    furnish(project)
    executor = hands.Remembering()
    for text in ("甲。", "乙。", "甲。"):
        project.article("0/00", text)
        extract(open_workspace(project.root), executor=executor)
        assert [e.msgid for e in project.catalog("0/00").entries if not e.obsolete] == [text]


def test_a_worker_looks_again_where_links_lead(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    furnish(project)
    outside = tmp_path / "outside"
    outside.mkdir()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        extract(open_workspace(project.root), executor=pool)
        shutil.rmtree(project.root / "locales" / "en")
        (project.root / "locales" / "en").symlink_to(outside)
        report = extract(open_workspace(project.root), executor=pool)
    assert "path-outside" in codes(report.diagnostics)
    assert list(outside.iterdir()) == []


# --- errors -----------------------------------------------------------------------------------


def test_a_worker_that_dies_is_an_error_for_a_person(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    furnish(project)
    with (
        hands.Deadly(2, mp_context=get_context("spawn")) as pool,
        pytest.raises(EssaytransError) as caught,
    ):
        extract(open_workspace(project.root), executor=pool)
    assert codes(caught.value.diagnostics) == ["worker-died"]
    # nothing stands in the way of doing it again
    assert extract(open_workspace(project.root)).articles == ARTICLES


def test_what_one_task_raises_comes_out_and_the_others_come_to_their_end() -> None:
    with ThreadPoolExecutor(2) as pool:
        results = run_all(hands.fail_at_seven, list(range(64)), pool, nothing)
        with pytest.raises(ZeroDivisionError):
            list(results)
        assert pool.submit(len, "abc").result() == 3


def test_when_it_ends_early_nothing_is_done_behind_anybodys_back() -> None:
    begun: list[int] = []
    gate = threading.Event()

    def slow(numbers: Sequence[int]) -> list[int]:
        begun.append(numbers[0])
        gate.wait(timeout=10)
        time.sleep(0.05)
        begun.append(-numbers[0])
        return list(numbers)

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with ThreadPoolExecutor(2) as pool:
        results = run_all(slow, list(range(1, 65)), pool, interrupt)
        threading.Timer(0.05, gate.set).start()
        with pytest.raises(KeyboardInterrupt):
            list(results)
        finished = list(begun)
        assert sum(finished) == 0  # what was begun had come to its end
        assert len(finished) < 2 * 32
        time.sleep(0.15)
        assert begun == finished


# --- who is asked -----------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, 1, 15, 16, 17, 100, 3000])
def test_results_come_in_the_order_of_the_tasks(number: int) -> None:
    tasks = list(range(number))
    heard: list[int] = []
    with ThreadPoolExecutor(3) as pool:
        found = list(run_all(hands.slowest_first, tasks, pool, heard.append))
    assert found == hands.double(tasks)
    assert sum(heard) == number
    assert list(run_all(hands.double, tasks, None, heard.append)) == found


def test_a_few_tasks_are_shared_too() -> None:
    sizes: list[int] = []

    class Counting(Executor):
        def submit(self, function: Callable[..., Any], /, *given: Any, **_: Any) -> Future[Any]:
            sizes.append(len(given[0]))
            future: Future[Any] = Future()
            future.set_result(function(*given))
            return future

    list(run_all(hands.double, list(range(10)), Counting(), nothing))
    assert sizes == [1] * 10
    sizes.clear()
    list(run_all(hands.double, list(range(1000)), Counting(), nothing))
    assert set(sizes) <= {16, 1000 % 16}


@pytest.mark.parametrize(
    ("jobs", "tasks", "catalogs", "is_shared"),
    [
        (1, 1000, 10_000, False),
        (2, 1, 10, False),
        (2, 0, 0, False),
        (2, 2, 2, True),
        (None, 1000, 399, False),
        (None, 1000, 400, True),
        (1000, 1000, 10_000, True),
    ],
)
def test_processes_are_started_where_they_are_asked_for_or_worth_it(
    monkeypatch: pytest.MonkeyPatch, jobs: int | None, tasks: int, catalogs: int, is_shared: bool
) -> None:
    monkeypatch.setattr("essaytrans.commands.workers._cores", lambda: 4)
    with workers(None, jobs, tasks=tasks, catalogs=catalogs) as pool:
        assert (pool is not None) == is_shared
        assert getattr(pool, "_max_workers", 1) <= min(tasks or 1, 61)  # what Windows can do


def test_a_machine_with_one_core_starts_none_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("essaytrans.commands.workers._cores", lambda: 1)
    with workers(None, None, tasks=1000, catalogs=10_000) as pool:
        assert pool is None


def test_workers_look_for_garbage_as_usual_however_seldom_the_program_does() -> None:
    usual = gc.get_threshold()
    garbage.collect_seldom()
    try:
        with workers(None, 2, tasks=2, catalogs=2) as pool:
            assert pool is not None
            assert pool.submit(gc.get_threshold).result() == usual
    finally:
        gc.set_threshold(*usual)


@pytest.mark.parametrize(("tasks", "is_usual"), [(3, False), (30, True)])
def test_the_program_looks_for_it_as_usual_once_there_is_much_to_do(
    tasks: int, is_usual: bool
) -> None:
    usual = gc.get_threshold()
    garbage.collect_seldom()
    try:
        assert list(run_all(list, range(tasks), None, lambda _: None)) == list(range(tasks))
        assert (gc.get_threshold() == usual) == is_usual
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


# --- the program, when it is stopped ----------------------------------------------------------


@pytest.fixture
def large(tmp_path: Path) -> Project:
    """A project that takes some seconds."""
    project = Project(tmp_path / "project")
    project.configure("en", "ja")
    for number in range(400):
        project.article(f"{number:03}", *(f"第 {number} 篇第 {k} 段。" for k in range(40)))
    return project


@contextmanager
def extracting(project: Project) -> Iterator[subprocess.Popen[str]]:
    """Run `extract` with two jobs until a part of the catalogs is there."""
    process = subprocess.Popen(
        [sys.executable, "-m", "essaytrans", "extract", "--jobs", "2"],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        until = time.monotonic() + 30
        while not project.exists("locales/en/060.po"):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
        try:
            yield process
        finally:  # a test that failed leaves no process either
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="signals to a group of processes")
def test_an_interruption_leaves_whole_files_and_no_process(large: Project) -> None:
    with extracting(large) as process:
        os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does
        out, err = process.communicate(timeout=30)  # all processes have closed their ends
    assert process.returncode == 130
    assert (out, err) == ("", "interrupted; every file is whole, old or new\n")
    assert large.temporary_files() == []
    written = len(list(large.root.rglob("*.po")))
    assert 0 < written < 800
    for path in large.root.rglob("*.po"):
        large.catalog(path.stem, path.parent.name)
    assert (large.root / ".essaytrans/extract.json").exists()
    assert extract(open_workspace(large.root)).articles == 400


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_the_process_that_started_them(large: Project, number: int) -> None:
    with extracting(large) as process:
        process.send_signal(number)
        process.communicate(timeout=30)  # all processes have closed their ends
    assert process.returncode == -number
    written = len(list(large.root.rglob("*.po")))
    assert written < 800
