using System.Globalization;

namespace EventPics.LiveCheck.Questions;

internal sealed class DateHeaderQuestion() : Question(
    "date-header",
    "Do API and storage send their time?",
    "Yes: doctor compares the PC's clock with the Date header.",
    "One list, and one PUT with an upload URL whose signature is wrong.")
{
    public override async Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken)
    {
        var list = await service.ListAsync(
            headers => headers.TryAddWithoutValidation("Authorization", "Bearer " + service.ApiKey), cancellationToken);
        var url = await service.GetUploadUrlAsync(service.FileName("date-header.jpg"), cancellationToken);
        var tampered = new Uri(url.AbsoluteUri + "0");
        service.Redactor.Add(tampered);
        var put = await service.PutAsync(tampered, [0xFF, 0xD8, 0xFF], Jpeg, cancellationToken);
        var detail = $"API: {Offset(list)}, storage: {Offset(put)} ({put.Status})";
        return list.Headers.Date is not null && put.Headers.Date is not null && !put.IsSuccess
            ? Finding.AsAssumed(detail)
            : Finding.Differs(detail);
    }

    private static string Offset(Reply reply) => reply.Headers.Date is { } date
        ? string.Create(CultureInfo.InvariantCulture, $"{(date - DateTimeOffset.UtcNow).TotalSeconds:+0;-0;0} s from this computer's clock")
        : "no Date";
}
