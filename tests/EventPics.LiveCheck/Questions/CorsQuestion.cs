namespace EventPics.LiveCheck.Questions;

internal sealed class CorsQuestion() : Question(
    "cors",
    "May a web page of another site call the API and the upload URL?",
    "No, and it must not know the key: a web application uploads through its server.",
    "The preflight request of a browser to both API calls and to an upload URL.")
{
    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        var url = await service.GetUploadUrlAsync(service.FileName("cors.jpg"), cancellationToken);
        (string Name, Uri Url, string Method)[] calls =
        [
            ("list", service.ApiUrl(LiveService.EventsPath), "GET"),
            ("getuploadurl", service.ApiUrl(LiveService.UploadUrlPath), "POST"),
            ("upload URL", url, "PUT"),
        ];
        var allowed = new List<string>();
        foreach (var call in calls)
        {
            var reply = await service.PreflightAsync(call.Url, call.Method, cancellationToken);
            if (reply.Header("Access-Control-Allow-Origin") is { } origin)
            {
                allowed.Add($"{call.Name} ({origin})");
            }
        }

        return allowed.Count == 0 ? Finding.AsAssumed() : Finding.Differs("allowed: " + string.Join(", ", allowed));
    }
}
