using System.Globalization;
using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Storage;

/// <summary>Google Cloud Storage.</summary>
internal sealed class GoogleDialect() : SignedQueryDialect("X-Goog-", "GOOG4-RSA-SHA256", "auto/storage/goog4_request")
{
    public override EmulatorResponse Expired() =>
        Xml(400, "ExpiredToken", "Invalid argument.", "<Details>The provided token has expired.</Details>");

    public override EmulatorResponse Stored(StoredObject stored) => new EmulatorResponse(200) { ContentType = "text/html; charset=UTF-8" }
        .With("ETag", ETag(stored))
        .With("x-goog-hash", "md5=" + Convert.ToBase64String(stored.Md5))
        .With("x-goog-generation", stored.ReceivedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
}
