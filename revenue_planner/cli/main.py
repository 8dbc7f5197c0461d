"""The `revenue-planner` command: its subcommands, and the one place where errors become messages."""

from __future__ import annotations

import errno
import importlib
import os
import sys
import traceback
from collections.abc import Sequence

import click

from revenue_planner.cli.shared.stopping import exit_code, stop_in, stoppable
from revenue_planner.cli.shared.terminal import prepare, printable, say, say_lacking, say_problems
from revenue_planner.ground.atomic import AlreadyThereError
from revenue_planner.ground.errors import PlanError, PlannerError, Problem
from revenue_planner.ground.text import counted, listed
from revenue_planner.ground.version import __version__
from revenue_planner.plan.reading.hints import nearest
from revenue_planner.streams import addons

PROGRAM = "revenue-planner"
#: Set by the shell when it asks what could be completed (click's protocol).
COMPLETION_VARIABLE = "_REVENUE_PLANNER_COMPLETE"

OK, PROBLEMS, PIPE_CLOSED = 0, 1, 141

NO_MEMORY = (
    "Error: this machine's memory is not enough for this plan. Close other programs and try again, or plan fewer "
    "months or scenarios."
)

#: Subcommands in the order in which help lists them; each is a module or a folder of this package.
COMMANDS = (
    "new",
    "check",
    "build",
    "show",
    "compare",
    "pull",
    "simulate",
    "sensitivity",
    "goal",
    "report",
    "explain",
    "templates",
    "verify",
    "schema",
    "completion",
)


class Commands(click.Group):
    """A group whose subcommands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"{__package__}.{cmd_name}")
        if hasattr(module, "__path__"):  # a large command is a folder
            module = importlib.import_module(f"{module.__name__}.command")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            hint = nearest(name, COMMANDS) or f"the commands are {listed(COMMANDS, 'and')}"
            raise click.UsageError(f'there is no command "{printable(name)}"; {hint}', ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", prog_name=PROGRAM)
def cli() -> None:
    """Plan what you earn on TikTok, month by month, in one living Excel workbook.

    \b
    Three steps:
      revenue-planner new starter         copies an example plan to my_plan.toml
      revenue-planner check my_plan.toml  finds mistakes in it
      revenue-planner build my_plan.toml  makes my_plan.xlsx

    Each command has help of its own: revenue-planner build --help
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit code: 0 ok, 1 the plan or file has problems, 2 usage,
    3 the output exists or is open elsewhere, 130 interrupted (143 by SIGTERM, 129 by SIGHUP),
    141 nobody reads the output."""
    prepare()
    try:
        if arguments is not None:  # signals are the caller's
            return _run(list(arguments))
        with stoppable():
            return _run(sys.argv[1:])
    except KeyboardInterrupt as stop:
        return _stopped(stop)


def _run(arguments: list[str]) -> int:
    if COMPLETION_VARIABLE in os.environ:
        cli.main(prog_name=PROGRAM, complete_var=COMPLETION_VARIABLE)
    try:
        code = _outcome(arguments)
        sys.stdout.flush()
        say_lacking()
    except BrokenPipeError:
        _let_go_of_stdout()
        return PIPE_CLOSED
    except OSError as error:
        _let_go_of_stdout()
        say(f"the output cannot be written: {error.strerror or error}")
        return PROBLEMS
    return code


def _outcome(arguments: list[str]) -> int:
    problems: tuple[Problem, ...] = ()
    try:
        with cli.make_context(PROGRAM, arguments) as context:
            cli.invoke(context)
    except click.exceptions.Exit as wanted:
        return wanted.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except PlanError as error:
        problems = error.problems
        say_problems(problems)
        errors = sum(problem.severity != "warning" for problem in error.problems)
        if error.more:
            say(f"and {error.more:,} more, which are told once these are mended.")
        say(f"{counted(errors + error.more, 'problem')} to mend.")
        return error.exit_code
    except AlreadyThereError as error:
        say(f"Error: {error}. Add --force to replace it, or give another file name.")
        return error.exit_code
    except PlannerError as error:
        say(f"Error: {error}")
        return error.exit_code
    except (KeyboardInterrupt, click.Abort) as stop:
        return _stopped(stop)
    except OSError as error:
        if error.errno == errno.ENOMEM:
            say(NO_MEMORY)
            return PROBLEMS
        if error.filename is None:  # nobody reads the output, or its disk is full: see main()
            raise
        say(f"Error: {error.filename}: {error.strerror or error}")
        return PROBLEMS
    except Exception as error:
        if (interruption := stop_in(error)) is not None:
            return _stopped(interruption)
        if _is_memory(error):
            say(NO_MEMORY)
        else:
            _report(error)
        return PROBLEMS
    finally:
        _say_add_ons(problems)
    return OK


def _say_add_ons(problems: Sequence[Problem]) -> None:
    """Add-ons that are left out, or printed something while they were loaded; not those of which problems tell."""
    for add_on in addons.met:
        told = any(add_on.problem and add_on.problem in problem.rule for problem in problems)
        if str(add_on) and not told:
            say(f"warning: {add_on}")


def _stopped(stop: BaseException) -> int:
    say("Stopped.")
    return exit_code(stop)


def _is_memory(error: Exception) -> bool:
    """Whether memory ran out; while a library is loaded its loader only says so in words."""
    return isinstance(error, MemoryError) or (isinstance(error, ImportError) and "allocate memory" in str(error))


def _report(error: Exception) -> None:
    """An error nobody foresaw: one line and where to send it; the traceback only on request."""
    if os.environ.get("REVENUE_PLANNER_DEBUG"):
        traceback.print_exception(error)
    what = " ".join(f"{type(error).__name__}: {error}".split())
    say(
        f"Something went wrong inside the planner ({what[:200]}). This is not your mistake.\n"
        "Please report it to its makers, with your plan file and what REVENUE_PLANNER_DEBUG=1 shows."
    )


def _let_go_of_stdout() -> None:
    """Send the rest to nowhere, else Python complains once more when it exits."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
