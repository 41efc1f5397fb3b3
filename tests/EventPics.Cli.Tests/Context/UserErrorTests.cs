using EventPics.Cli.Context;
using EventPics.Cli.Localization.German;


namespace EventPics.Cli.Tests.Context;

public class UserErrorTests
{
    private const int DiskFull = 28;
    private const int Unknown = 5;

    public static TheoryData<Exception, string> FileErrors => new()
    {
        { new UnauthorizedAccessException("Access to the path '/x/it's.jpg' is denied."), "/x/it's.jpg: Der Zugriff wurde verweigert." },
        { new IOException(
            "'a.jpg' can't be read: this program has no permission.",
            new UnauthorizedAccessException("Access to the path '/x/a.jpg' is denied.")), "/x/a.jpg: Der Zugriff wurde verweigert." },
        { new FileNotFoundException("There is no file 'a.jpg'.", "/x/a.jpg"), "/x/a.jpg: Diese Datei oder diesen Ordner gibt es nicht." },
        { new DirectoryNotFoundException(
            "Could not find a part of the path '/x/y'."), "/x/y: Diese Datei oder diesen Ordner gibt es nicht." },
        { new IOException("No space left on device : '/x/y'", DiskFull), "/x/y: Die Festplatte ist voll." },
        { new IOException("Input/output error : '/x/y'", Unknown), "Die Datei lässt sich nicht lesen oder schreiben." },
    };

    [Theory]
    [MemberData(nameof(FileErrors))]
    public void A_file_error_is_explained_in_the_users_language(Exception exception, string words)
    {
        var german = UserError.FromException(exception, new GermanTexts());

        Assert.StartsWith(words, german.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(" is ", german.Message, StringComparison.Ordinal);
        Assert.Contains(exception.Message, german.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_invalid_file_name_is_explained_in_the_users_language()
    {
        var refused =
            Assert.Throws<ArgumentException>(() => new UploadRequest("abcd1234", "a\u0001.jpg", UploadContent.FromBytes(new byte[1])));

        Assert.StartsWith(
            "Eine Datei mit diesem Namen", UserError.FromException(refused, new GermanTexts()).Message, StringComparison.Ordinal);
    }
}
