using EventPics.Cli.Platform;
using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Commands.Account;

public class LoginCommandTests : ToolTest
{
    private string KeyFile => Path.Combine(DataDirectory, "api-key");

    [Fact]
    public async Task A_key_from_stdin_is_stored_for_its_owner_only()
    {
        Variables["EVENTPICS_API_KEY"] = null;

        var login = await RunWithInputAsync(Emulator.ApiKey + "\r\n", "login");
        var events = await RunAsync("events");
        var logout = await RunAsync("logout");
        var after = await RunAsync("events");

        Assert.True(login.ExitCode == 0, login.ToString());
        Assert.DoesNotContain(Emulator.ApiKey, login.Out + login.Error, StringComparison.Ordinal);
        Assert.Equal(0, events.ExitCode);
        Assert.Equal(0, logout.ExitCode);
        Assert.False(File.Exists(KeyFile));
        Assert.Equal(3, after.ExitCode);
    }

    [Fact]
    public async Task The_key_file_is_readable_by_its_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            WindowsPermissions.GrantEveryone(Path.GetDirectoryName(DataDirectory)!);
        }

        await RunWithInputAsync(Emulator.ApiKey, "login");

        if (OperatingSystem.IsWindows())
        {
            Assert.All([DataDirectory, KeyFile], WindowsPermissions.AssertNotAccessibleToEveryone);
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(KeyFile));
        Assert.Equal(
            UnixFileMode.None, Mode(DataDirectory) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute));
    }

    [Theory]
    [InlineData("another-key")]
    [InlineData("two words")]
    [InlineData("")]
    public async Task An_invalid_key_is_not_stored(string key)
    {
        var result = await RunWithInputAsync(key, "login");

        Assert.Equal(3, result.ExitCode);
        Assert.False(File.Exists(KeyFile));
    }

    [Theory]
    [InlineData("\"{0}\"")]
    [InlineData("\ufeff{0}")]
    [InlineData(" '{0}' \n")]
    public async Task A_key_in_quotes_is_accepted_wherever_it_comes_from(string form)
    {
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Emulator.ApiKey);
        Variables["EVENTPICS_API_KEY"] = text;
        var variable = await RunAsync("events");
        Variables["EVENTPICS_API_KEY"] = null;
        var login = await RunWithInputAsync(text, "login");
        var stored = await RunAsync("events");

        Assert.True(variable.ExitCode == 0, variable.ToString());
        Assert.True(login.ExitCode == 0, login.ToString());
        Assert.True(stored.ExitCode == 0, stored.ToString());
    }

    [Fact]
    public async Task Without_a_network_a_key_is_stored_unchecked()
    {
        Emulator.Faults.Offline = true;

        var result = await RunWithInputAsync(Emulator.ApiKey, "login");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.True(File.Exists(KeyFile));
        Assert.Contains("could not be checked", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logout_warns_of_a_variable_that_is_still_set()
    {
        var set = await RunAsync("logout");
        Variables["EVENTPICS_API_KEY"] = null;
        var unset = await RunAsync("logout");

        Assert.Contains("EVENTPICS_API_KEY is set and is still in effect.", set.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("EVENTPICS_API_KEY", unset.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_prompt_immediately()
    {
        using var tool = StartAtTerminal("login");
        await tool.WaitForTextAsync("it is not shown");

        tool.Type("abc");
        tool.Type("\u0003");
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 130, result.ToString());
        Assert.Contains("Interrupted.", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_write_leaves_no_temporary_file()
    {
        var folder = NewFolder("in");
        var inTheWay = Directory.CreateDirectory(Path.Combine(folder, "api-key")).FullName;

        Assert.ThrowsAny<Exception>(() => OwnerOnlyFiles.WriteFile(inTheWay, [1]));

        Assert.Equal([inTheWay], Directory.GetFileSystemEntries(folder));
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
}
