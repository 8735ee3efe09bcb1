"""Click commands made from the table of commands on demand; code is loaded when called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from casebook.cli.base.parameter import Parameter
from casebook.cli.base.verb import Verb, VerbGroup


class VerbCommand(click.Command):
    """A command; its parameters are built when parsed or explained, not when listed."""

    def __init__(self, verb: Verb) -> None:
        super().__init__(verb.name, help=verb.help, epilog=f"Example: {verb.example}".rstrip())
        self.verb = verb

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return its arguments and options."""
        if not self.params:
            self.params = [_parameter(one) for one in self.verb.parameters]
        return super().get_params(ctx)

    def format_epilog(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the example on one line, so that it can be copied."""
        formatter.write(f"\n  {self.epilog}\n")

    def invoke(self, ctx: click.Context) -> object:
        """Load the code of the verb and call it with what was typed."""
        from casebook.cli.base.call import call

        return call(self.verb, ctx.params)


class GroupCommand(click.Group):
    """A group of commands by name."""

    def __init__(self, name: str, help_: str, entries: Iterable[Verb | VerbGroup], **settings: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(name, help=help_, **settings)
        self.entries = {entry.name: entry for entry in entries}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of the table."""
        return list(self.entries)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command of the first word, and the remaining words.

        Raises:
            click.NoSuchCommand: there is none; the message names the nearest.
        """
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            from difflib import get_close_matches

            nearest = get_close_matches(error.command_name, self.entries, 1)
            hint = f"did you mean “{nearest[0]}”?" if nearest else f"see {ctx.command_path} --help."
            message = f"There is no command “{ctx.command_path} {error.command_name}”; {hint}"
            raise click.exceptions.NoSuchCommand(error.command_name, message, ctx=ctx) from error

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """Return the command with this name, made on demand, or None."""
        entry = self.entries.get(cmd_name)
        if isinstance(entry, VerbGroup):
            return GroupCommand(entry.name, entry.help, entry.verbs, no_args_is_help=True)
        return VerbCommand(entry) if entry else None


def _path(text: str) -> object:
    from pathlib import Path

    return Path(text)


_path.__name__ = "path"  # what stands in the help for its value


def _type(one: Parameter) -> click.ParamType[Any]:
    if one.choices:
        return click.Choice(one.choices)
    if one.kind == "number":
        return click.INT if one.minimum is None else click.IntRange(min=one.minimum)
    if one.kind == "path":
        return click.types.FuncParamType(_path)
    return click.STRING


def _parameter(one: Parameter) -> click.Parameter:
    """Return a parameter as a click parameter."""
    default: dict[str, Any] = {} if one.is_required or one.many else {"default": one.default}
    if not one.flags:
        return click.Argument(
            [one.name],
            help=one.help,
            type=_type(one),
            metavar=one.metavar,
            nargs=-1 if one.many else 1,
            required=one.is_required,
            **default,
        )
    if one.kind == "flag":
        return click.Option([one.flags, one.name], help=one.help, is_flag=True, default=one.default)
    return click.Option(
        [one.flags, one.name],
        help=one.help,
        type=_type(one),
        metavar=one.metavar or None,
        multiple=one.many,
        required=one.is_required,
        show_default=one.default not in {None, "", ()},
        **default,
    )
