using EventPics.Cli.Sending.Hooks;


namespace EventPics.Cli.Tests.Sending.Hooks;

public class CommandLineSplitterTests
{
    [Theory]
    [InlineData("tell {file}", "tell", "{file}")]
    [InlineData("  tell   a\tb ", "tell", "a", "b")]
    [InlineData("\"C:\\Program Files\\tell.exe\" {file}", "C:\\Program Files\\tell.exe", "{file}")]
    [InlineData("sh -c 'echo \"up: {file}\"'", "sh", "-c", "echo \"up: {file}\"")]
    [InlineData("a\"b c\"d 'it''s'", "ab cd", "its")]
    [InlineData("tell ''", "tell", "")]
    [InlineData("")]
    public void Quotes_keep_arguments_together(string commandLine, params string[] words) =>
        Assert.Equal(words, CommandLineSplitter.Split(commandLine));
}
