namespace EventPics.LiveCheck;

/// <summary>Asks one question and never fails: an error is an answer too.</summary>
internal sealed class Interview(LiveService service, TimeSpan questionTimeout)
{
    public async Task<Answer> AskAsync(Question question)
    {
        var finding = await FindAsync(question);
        return new Answer(
            question, service.TakeResponses(), finding with { Detail = service.Redactor.Redact(finding.Detail) });
    }

    private async Task<Finding> FindAsync(Question question)
    {
        using var timeout = new CancellationTokenSource(questionTimeout);
        service.UploadUrlReceived = question.IsSlow ? url => timeout.CancelAfter(url.Lifetime + questionTimeout) : null;
        try
        {
            return await question.AskAsync(service, timeout.Token);
        }
        catch (Exception e)
        {
            return Finding.NoAnswer(timeout.IsCancellationRequested ? "it took too long" : e.Message);
        }
    }
}
