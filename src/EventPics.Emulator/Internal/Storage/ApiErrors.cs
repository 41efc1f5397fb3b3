using System.Text.Json;
using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Storage;

/// <summary>Error responses of the two API calls; those of the storage come from its dialect.</summary>
internal static class ApiErrors
{
    public static EmulatorResponse For(EmulatorOperation operation, StorageDialect dialect, int status, string? code) => status switch
    {
        < 400 => new EmulatorResponse(status) { ContentType = null },
        _ when operation == EmulatorOperation.Put => dialect.Error(status, code ?? dialect.DefaultCode(status)),
        _ => Api(status, code ?? DefaultCode(status), "The request was rejected."),
    };

    public static EmulatorResponse Api(int status, string code, string message) => new(status)
    {
        Body = JsonSerializer.SerializeToUtf8Bytes(new WireError(code, message), WireJson.Default.WireError),
    };

    private static string DefaultCode(int status) => status switch
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
