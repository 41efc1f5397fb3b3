using System.Text.Json.Serialization.Metadata;

namespace EventPics.Internal;

/// <summary>One of the API's calls: how it is asked and how its answer is read.</summary>
/// <param name="What">The subject of its error messages.</param>
/// <param name="CreateRequest">Makes a new request for every attempt.</param>
/// <param name="Limit">The most bytes its answer may have.</param>
/// <param name="ReplyType">How its JSON is read.</param>
/// <param name="Convert">Makes the result of the reply; tells what is wrong when it can't.</param>
internal sealed record ApiCall<TReply, T>(
    string What,
    Func<Task<HttpRequestMessage>> CreateRequest,
    int Limit,
    JsonTypeInfo<TReply> ReplyType,
    Func<TReply, HttpResponseMessage, (T? Result, string Problem)> Convert)
    where TReply : class
    where T : class;
