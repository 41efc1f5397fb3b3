using EventPics.Cli.Sending.Hooks;


namespace EventPics.Cli.Tests.Sending.Hooks;

public class HookInjectionCheckTests
{
    [Theory]
    [InlineData("tell.bat {file}", "{file}")]
    [InlineData("\"C:\\Program Files\\tell.CMD\" --at={time}", "{time}")]
    [InlineData("tell.bat. {file}", "{file}")]
    [InlineData("\"tell.cmd  \" {album}", "{album}")]
    [InlineData("cmd /c echo {file}", "{file}")]
    [InlineData("C:\\Windows\\System32\\cmd.exe /c tell.exe {event}", "{event}")]
    [InlineData("powershell -Command \"Copy-Item {file} D:\\\"", "{file}")]
    [InlineData("sh -c 'cp {file} /stick'", "{file}")]
    [InlineData("/bin/bash -lc \"cp {file} /stick\"", "{file}")]
    [InlineData("env LANG=C sh -ec 'echo {file}'", "{file}")]
    [InlineData("python3 -c 'print(\"{file}\")'", "{file}")]
    [InlineData("perl -e 'print \"{file}\"'", "{file}")]
    public void A_placeholder_in_a_batch_file_or_script_is_unsafe(string commandLine, string placeholder) =>
        Assert.Equal(placeholder, HookInjectionCheck.FindUnsafePlaceholder(commandLine));

    [Theory]
    [InlineData("tell {file}")]
    [InlineData("tell.bat")]
    [InlineData("tell.exe -c {file} --at {time}")]
    [InlineData("sh -c 'cp \"$EVENTPICS_FILE\" /stick'")]
    [InlineData("sh -c 'cp \"$1\" /stick' copy {file}")]
    [InlineData("sh tell.sh {file}")]
    [InlineData("powershell -NoProfile -File tell.ps1 {file}")]
    [InlineData("python3 tell.py {file} {album}")]
    [InlineData("")]
    public void Arguments_passed_to_a_program_unchanged_are_safe(string commandLine) =>
        Assert.Null(HookInjectionCheck.FindUnsafePlaceholder(commandLine));
}
