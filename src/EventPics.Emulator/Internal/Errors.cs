using System.Text.Json;

namespace EventPics.Emulator.Internal;

/// <summary>Error answers of the two API calls; the storage's are its dialect's affair.</summary>
internal static class Errors
{
    public static Answer For(EmulatorOperation operation, Dialect dialect, int status, string? code) => status switch
    {
        < 400 => new Answer(status) { ContentType = null },
        _ when operation == EmulatorOperation.Put => dialect.Error(status, code ?? dialect.UsualCode(status)),
        _ => Api(status, code ?? UsualCode(status), "The request was refused."),
    };

    public static Answer Api(int status, string code, string message) => new(status)
    {
        Body = JsonSerializer.SerializeToUtf8Bytes(new WireError(code, message), WireJson.Default.WireError),
    };

    private static string UsualCode(int status) => status switch
    {
        400 => "invalid_request",
        401 or 403 => "invalid_api_key",
        404 => "not_found",
        408 => "request_timeout",
        410 => "gone",
        413 => "too_large",
        415 => "unsupported_type",
        429 => "rate_limited",
        503 => "unavailable",
        _ => "error",
    };
}
