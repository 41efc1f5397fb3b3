using System.Text.Json.Serialization.Metadata;

namespace EventPics.Internal;

/// <summary>One of the API's calls: how it is asked and how its answer is read. Made once, so that a call itself allocates little.</summary>
/// <param name="Name">Its name in logs and metrics.</param>
/// <param name="What">The subject of its error messages.</param>
/// <param name="CreateRequest">Makes a new request for every attempt.</param>
/// <param name="Limit">The most bytes its answer may have.</param>
/// <param name="ReplyType">How its JSON is read.</param>
/// <param name="Convert">Makes the result of the reply; tells what is wrong when it can't.</param>
internal sealed record ApiOperation<TCall, TReply, T>(
    string Name,
    Func<TCall, string> What,
    Func<TCall, ValueTask<TracedRequest>> CreateRequest,
    int Limit,
    JsonTypeInfo<TReply> ReplyType,
    Func<TReply, HttpResponseMessage, (T? Result, string Problem)> Convert)
    where TReply : class
    where T : class;
