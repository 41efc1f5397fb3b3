using System.Xml.Linq;

namespace EventPics.Emulator.Tests.Support;

/// <summary>Reads error responses of the storage.</summary>
internal static class StorageError
{
    public static async Task<string?> ReadCodeAsync(HttpResponseMessage response)
    {
        var xml = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return XDocument.Parse(xml).Root!.Element("Code")?.Value;
    }
}
