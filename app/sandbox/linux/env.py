"""U-Boot's environment as a simulated Linux sees it, through `fw_printenv` and `fw_setenv`."""

from app.sandbox.linux.calls import Call, Program


class Environment:
    """The variables; they outlive its power."""

    def __init__(self) -> None:
        self.variables = {"bootcmd": "run distro_bootcmd", "bootdelay": "2"}

    @property
    def programs(self) -> dict[str, Program]:
        """The two tools (libubootenv's: a script has `name=value`)."""
        return {"fw_printenv": self._show, "fw_setenv": self._set}

    def _show(self, call: Call) -> int:
        for name, value in self.variables.items():
            call.say(f"{name}={value}")
        return 0

    def _set(self, call: Call) -> int:
        if call.words == ["-s", "-"]:
            pairs = [line.split("=", 1) for line in call.stdin.decode("latin-1").splitlines() if "=" in line]
        else:
            pairs = [[call.words[0], " ".join(call.words[1:])]]
        for name, value in pairs:
            self._keep(name, value)
        return 0

    def _keep(self, name: str, value: str) -> None:
        if value:
            self.variables[name] = value
        else:
            self.variables.pop(name, None)
