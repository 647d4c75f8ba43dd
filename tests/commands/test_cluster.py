"""A thousand articles in ten languages on a cluster: what comes out is what one process makes.

The default run leaves this out, since it takes a minute or two: `sh scripts/test -m cluster`.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

import pytest

from commands.kit import Project
from essaytrans.catalog import parse, serialize
from essaytrans.commands.build import BuildOptions, BuildReport, build
from essaytrans.commands.extract import ExtractReport, extract
from essaytrans.commands.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor

pytestmark = pytest.mark.cluster

ARTICLES = 1000
LANGUAGES = ("en", "ja", "ar", "zh-TW", "tlh", "fr", "de", "es", "eo", "pt-BR")
KINDS = ("茶", "水", "米", "风")


@pytest.fixture(autouse=True)
def _hasty_disk() -> None:
    """Wait for the disk here as the processes of the cluster do, so that times can be compared."""


@pytest.fixture
def executor() -> Iterator[Executor]:
    """The executor of a cluster of two processes."""
    from distributed import Client, LocalCluster  # noqa: PLC0415 - takes a second

    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        Client(cluster) as client,  # type: ignore[no-untyped-call]
    ):
        yield client.get_executor()


def write(project: Project) -> None:
    project.configure(*LANGUAGES)
    for number in range(ARTICLES):
        kind = KINDS[number % len(KINDS)]
        project.article(
            f"{number % 10}/{number:04}", f"# 第 {number} 篇", f"说一说{kind}。", "完。"
        )


def translate(project: Project) -> None:
    """Translate the end of each article into each language, some of it wrongly."""
    for path in sorted((project.root / "locales").rglob("*.po")):
        text = path.read_text()
        wrong = path.stem.endswith("00")
        new = text.replace('"完。"\nmsgstr ""', f'"完。"\nmsgstr "{"<b>" if wrong else ""}End."')
        assert new != text
        path.write_text(new)
        assert not wrong or serialize(parse(new, path=str(path))) == new


def extracted(project: Project, executor: Executor | None) -> ExtractReport:
    return extract(open_workspace(project.root), executor=executor)


def built(project: Project, executor: Executor | None) -> BuildReport:
    return build(open_workspace(project.root), BuildOptions(), executor=executor)


def contents(project: Project) -> dict[str, bytes]:
    return {path: data for path, (data, _) in project.snapshot().items()}


def test_a_large_project_on_a_cluster(
    tmp_path_factory: pytest.TempPathFactory,
    executor: Executor,
    record_property: Callable[[str, object], None],
) -> None:
    results = []
    times = []
    for who in (None, executor):
        project = Project(tmp_path_factory.mktemp("cluster") / "project")
        write(project)
        start = monotonic()
        reports: list[ExtractReport | BuildReport] = [extracted(project, who)]
        times.append(monotonic() - start)
        translate(project)
        start = monotonic()
        reports.append(built(project, who))
        times.append(monotonic() - start)
        assert extracted(project, who).changed == built(project, who).changed == ()
        results.append((reports, contents(project)))
    (alone, its_files), (shared, their_files) = results
    assert shared == alone
    assert their_files == its_files
    extract_report, build_report = alone
    assert isinstance(extract_report, ExtractReport)
    assert isinstance(build_report, BuildReport)
    assert (extract_report.articles, extract_report.added) == (ARTICLES, 3 * ARTICLES * 10)
    assert (build_report.built, build_report.refused) == (ARTICLES * 10, ARTICLES // 100 * 10)
    alone_takes, shared_takes = times[:2], times[2:]
    record_property(
        "figures",
        f"1,000 articles × 10 languages, alone and on two processes of dask: extract"
        f" {alone_takes[0]:.1f} s and {shared_takes[0]:.1f} s,"
        f" build {alone_takes[1]:.1f} s and {shared_takes[1]:.1f} s",
    )
