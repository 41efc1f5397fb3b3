using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EventPics.Cli.OperatorApp.Pages;

/// <summary>Reads requests and writes responses.</summary>
internal static class Responses
{
    private const int MaxBodySize = 64 * 1024;

    public static Task WriteJsonAsync<T>(this HttpContext context, T value, JsonTypeInfo<T> type) =>
        context.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, type), "application/json; charset=utf-8");

    public static Task WriteAsync(this HttpContext context, byte[] body, string contentType)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>Reads a small JSON body; null when it is none.</summary>
    public static async Task<T?> ReadJsonAsync<T>(this HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBodySize;
        }

        try
        {
            return await context.Request.ReadFromJsonAsync(type, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Rejects a request with a sentence in the language of the page.</summary>
    public static Task RejectAsync(this HttpContext context, int statusCode, string reason)
    {
        context.Response.StatusCode = statusCode;
        var message = RejectionTexts.Find(reason, PageLanguage.Choose(context.Request) == PageLanguage.German);
        return context.WriteJsonAsync(new WireProblem(reason, message), OperatorJson.Default.WireProblem);
    }
}
