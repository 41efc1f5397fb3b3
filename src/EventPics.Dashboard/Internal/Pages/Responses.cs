using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EventPics.Dashboard.Internal.Localization;
using EventPics.Dashboard.Internal.Wire;
using Microsoft.AspNetCore.Http;

namespace EventPics.Dashboard.Internal.Pages;

/// <summary>Writes responses.</summary>
internal static class Responses
{
    public static Task WriteJsonAsync<T>(this HttpContext context, T value, JsonTypeInfo<T> type) =>
        context.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json; charset=utf-8");

    public static Task WriteAsync(this HttpContext context, byte[] body, string contentType)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>Rejects a request with a sentence in the language of the page.</summary>
    public static Task RejectAsync(this HttpContext context, int statusCode, string reason, Func<Messages, string> message) =>
        context.FailAsync(statusCode, reason, message(Messages.In(PageLanguage.Choose(context.Request))));

    public static Task FailAsync(this HttpContext context, int statusCode, string reason, string message)
    {
        context.Response.StatusCode = statusCode;
        return context.WriteJsonAsync(new WireError(reason, message), WireJson.Default.WireError);
    }
}
