using System.Xml.Linq;

namespace EventPics.Emulator.Tests;

/// <summary>Reads the storage's error answers.</summary>
internal static class StorageError
{
    public static async Task<string?> CodeAsync(HttpResponseMessage response)
    {
        string xml = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return XDocument.Parse(xml).Root!.Element("Code")?.Value;
    }
}
