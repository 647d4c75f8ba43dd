"""The hooks of pre-commit and the example of a workflow: their very commands, run on a repository.

What is not run is what brings the program there: pre-commit's own installation, and pip's.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli.kit import Run, environment, spawn
from commands.kit import Project

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "automation.md"

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_bytes())
WORKFLOW: dict[Any, Any] = yaml.safe_load((ROOT / "examples/github-workflow.yml").read_bytes())
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["translations"]["steps"]

BY_HOOK = {hook["id"]: shlex.split(hook["entry"]) for hook in HOOKS}
BY_STEP = {
    words[1]: words
    for words in (shlex.split(step["run"]) for step in STEPS if "run" in step)
    if words[0] == "essaytrans"
}
COMMANDS = {
    **{f"hook {name}": words for name, words in BY_HOOK.items()},
    **{f"workflow {name}": words for name, words in BY_STEP.items()},
}

TEA = "有105万人喝[茶](https://example.org/)。"
GOOD = "1.05 million people drink [tea](https://example.org/)."
WRONG = "105 million people drink [tea](https://example.org/)."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A repository with one article, translated and committed."""
    made = Project(tmp_path)
    git(made, "init", "--quiet", "--initial-branch=main")
    made.configure("en")
    made.article("tea", "# 茶", TEA)
    made.extract()
    made.translate("tea", {"茶": "Tea", TEA: GOOD})
    commit(made)
    return made


def git(project: Project, *arguments: str) -> None:
    settings = ("user.name=甲", "user.email=a@example.org", "commit.gpgsign=false")
    options = [part for name in settings for part in ("-c", name)]
    command = ["git", *options, *arguments]
    subprocess.run(command, cwd=project.root, env=environment(), check=True)


def commit(project: Project) -> None:
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message=.")


def run(project: Project, words: list[str]) -> Run:
    program, *arguments = words
    assert program == "essaytrans"
    return spawn(*arguments, cwd=project.root)


def failing(project: Project) -> set[str]:
    """The commands that do not exit with 0; they exit with 1 then, and write nothing."""
    before = project.snapshot()
    codes = {name: run(project, words).code for name, words in COMMANDS.items()}
    assert set(codes.values()) <= {0, 1}
    assert project.snapshot() == before
    return {name for name, code in codes.items() if code}


# --- what the commands say --------------------------------------------------------------------


def test_a_project_as_it_should_be_passes(project: Project) -> None:
    assert failing(project) == set()


def test_an_article_that_was_changed_alone_fails(project: Project) -> None:
    project.article("tea", "# 茶", TEA, "水要好。")
    commit(project)
    assert failing(project) == {"hook essaytrans-extract", "workflow extract"}


def test_a_catalog_in_another_form_fails(project: Project) -> None:
    path = "locales/en/tea.po"
    wrapped = project.read(path).replace('msgstr "1.05 ', 'msgstr ""\n"1.05 "\n"')
    assert wrapped != project.read(path)
    project.write(path, wrapped)
    commit(project)
    assert failing(project) >= {"hook essaytrans-tidy", "workflow tidy"}
    assert failing(project).isdisjoint({"hook essaytrans-check", "workflow check"})


def test_a_wrong_translation_fails(project: Project) -> None:
    project.translate("tea", {TEA: WRONG})
    commit(project)
    assert failing(project) == {"hook essaytrans-check", "workflow check"}


def test_a_doubt_fails_nothing(project: Project) -> None:
    project.translate("tea", {TEA: GOOD.replace("drink ", "drink  ")})
    commit(project)
    assert failing(project) == set()
    assert "[white-space]" not in run(project, BY_HOOK["essaytrans-check"]).err
    assert run(project, BY_STEP["check"]).out.startswith("::warning ")


def test_the_workflow_names_the_line_of_a_wrong_translation(project: Project) -> None:
    project.translate("tea", {TEA: WRONG})
    line = project.read("locales/en/tea.po").split("\n").index(f'msgstr "{WRONG}"') + 1
    said = run(project, BY_STEP["check"]).out
    assert said.startswith("::error ")
    assert f"file=locales/en/tea.po,line={line}," in said


def test_without_a_project_nothing_passes(tmp_path: Path) -> None:
    codes = {run(Project(tmp_path), words).code for words in COMMANDS.values()}
    assert codes == {2}


def test_a_job_merges_what_lines_cannot(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    better = GOOD.replace("drink", "have")
    git(project, "switch", "--quiet", "--create=translations-by-mei")
    project.translate("tea", {TEA: better})
    commit(project)
    git(project, "switch", "--quiet", "main")
    project.article("tea", "# 茶", f"今天{TEA}")
    project.extract()
    commit(project)
    job = Project(tmp_path_factory.mktemp("job"))
    git(job, "clone", "--quiet", str(project.root), ".")
    (block,) = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    for words in map(shlex.split, block.splitlines()):
        if words[0] == "git":
            git(job, *words[1:])
        else:
            assert run(job, words).code == 0
    assert job.entry("tea", f"今天{TEA}").msgstr == better
    assert failing(job) == set()


# --- what the files say -----------------------------------------------------------------------


def test_hooks_and_workflow_ask_for_the_same() -> None:
    asked = [" ".join(words[1:2]) for words in BY_HOOK.values()]
    assert asked == list(BY_STEP) == ["extract", "tidy", "check"]


def test_hooks_are_installed_by_pre_commit_and_given_no_files() -> None:
    assert {(hook["language"], hook["pass_filenames"]) for hook in HOOKS} == {("python", False)}


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("articles/2026/茶.md", {"extract", "check"}),
        ("articles/tea.markdown", {"extract", "check"}),
        ("locales/en/tea.po", {"extract", "tidy", "check"}),
        ("essaytrans.toml", {"extract", "tidy", "check"}),
        ("docs/essaytrans.toml", {"extract", "tidy", "check"}),
        ("glossary.csv", {"extract", "check"}),
        ("my-glossary.csv", set()),
        ("src/tea.py", set()),
        ("locales/en/tea.po.orig", set()),
    ],
)
def test_hooks_run_where_they_have_something_to_look_at(path: str, names: set[str]) -> None:
    found = {hook["id"] for hook in HOOKS if re.search(hook["files"], path)}
    assert found == {f"essaytrans-{name}" for name in names}


def test_the_workflow_may_only_read_and_trusts_no_stranger() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    events = WORKFLOW[True]  # YAML 1.1 takes the key `on` for a truth value; GitHub does not
    assert set(events) == {"push", "pull_request"}
    checkout = next(step for step in STEPS if step.get("uses", "").startswith("actions/checkout@"))
    assert checkout["with"]["persist-credentials"] is False


def test_the_workflow_installs_what_one_fills_in() -> None:
    (install,) = (step["run"] for step in STEPS if step.get("id") == "install")
    used = re.findall(r"\$\{(\w+)\}", install)
    assert used == list(WORKFLOW["env"])
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in used)


def test_one_command_that_fails_does_not_keep_the_others_from_speaking() -> None:
    conditions = {step["if"] for step in STEPS if step.get("run", "").startswith("essaytrans ")}
    assert conditions == {"${{ !cancelled() && steps.install.outcome == 'success' }}"}


def test_the_page_names_every_hook() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (repository,) = yaml.safe_load(example)["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == list(BY_HOOK)
