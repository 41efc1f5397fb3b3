using EventPics.Cli.Platform;


namespace EventPics.Cli.Tests.Platform;

public class WindowsServiceTests
{
    [Theory]
    [InlineData("C:\\Meine Bilder\\", "\"C:\\Meine Bilder\\\\\"")]
    [InlineData("D:\\", "D:\\")]
    [InlineData("say \"cheese\"", "\"say \\\"cheese\\\"\"")]
    [InlineData("a b\\\\\"c", "\"a b\\\\\\\\\\\"c\"")]
    [InlineData("C:\\a\\b c", "\"C:\\a\\b c\"")]
    [InlineData("", "\"\"")]
    public void A_quoted_argument_survives_the_command_line(string word, string quoted)
    {
        var create = WindowsService.Install(["tool.exe", word, "--event"], "x")[0];

        Assert.Equal($"tool.exe {quoted} --event", create[3]);
        Assert.Equal(["tool.exe", word, "--event"], Split(create[3]));
    }

    [Fact]
    public void A_service_that_ends_with_an_error_is_restarted()
    {
        var calls = WindowsService.Install(["tool.exe"], "x");

        Assert.Contains(calls, call => call.SequenceEqual(["failureflag", "EventPics", "1"]));
        Assert.Equal("start", calls[^1][0]);
    }

    // The rules by which Windows programs split their command line.
    private static List<string> Split(string line)
    {
        List<string> words = [];
        var (word, isQuoted, backslashes) = ("", false, 0);
        foreach (var c in line + " ")
        {
            if (c == '\\')
            {
                backslashes++;
                continue;
            }

            word += new string('\\', c == '"' ? backslashes / 2 : backslashes);
            var isEscaped = c == '"' && backslashes % 2 == 1;
            backslashes = 0;
            if (c == '"' && !isEscaped)
            {
                isQuoted = !isQuoted;
            }
            else if (c == ' ' && !isQuoted)
            {
                words.Add(word);
                word = "";
            }
            else
            {
                word += c;
            }
        }

        return words;
    }
}
