namespace EventPics.LiveCheck;

/// <summary>Asks one question and never fails: an error is an answer too.</summary>
internal sealed class Interview(LiveService service)
{
    public async Task<Answer> AskAsync(Question question, CancellationToken cancellationToken)
    {
        var finding = await FindAsync(question, cancellationToken);
        return new Answer(
            question, service.TakeResponses(), finding with { Detail = service.Redactor.Redact(finding.Detail) });
    }

    private async Task<Finding> FindAsync(Question question, CancellationToken cancellationToken)
    {
        try
        {
            return await question.AskAsync(service, cancellationToken);
        }
        catch (Exception e) when (e is QuestionFailedException or EventPicsException or HttpRequestException)
        {
            return Finding.NoAnswer(e.Message);
        }
    }
}
