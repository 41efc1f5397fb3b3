using EventPics.Cli.Platform;

namespace EventPics.Cli.Tests.Platform;

/// <summary>Which data folders belong to the Windows service, whose API key every user of the computer may have to decrypt.</summary>
public class ServiceFolderTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("/", true)]
    [InlineData("/queue", true)]
    [InlineData("Backup", false)]
    [InlineData("/../Other", false)]
    public void Only_the_folder_itself_and_those_below_it_belong_to_it(string appended, bool isContained) =>
        Assert.Equal(isContained, ServiceFolder.Contains(ServiceFolder.Root + appended));
}
