using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventPics.LiveCheck;

/// <summary>The answers, for people and as JSON.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void WritePlan(TextWriter output, IReadOnlyCollection<Question> questions)
    {
        output.WriteLine(
            $"This would ask {questions.Count} questions and leave up to {questions.Sum(question => question.Photos)} photos in the album, "
            + "which only a person can remove. Add --yes to go on.");
        foreach (var question in questions)
        {
            output.WriteLine($"  {question.Name}{(question.IsSlow ? " (only with --slow)" : "")}: {question.Text}");
            output.WriteLine($"    {question.Method}{(question.Photos > 0 ? $" Leaves up to {question.Photos}." : "")}");
        }
    }

    public static void Write(TextWriter output, Answer answer)
    {
        var question = answer.Question;
        output.WriteLine($"{question.Name}: {question.Text}");
        output.WriteLine($"  Assumed  {question.Assumption}");
        output.WriteLine($"  Asked    {question.Method}");
        output.WriteLine($"  Found    {answer.Finding}");
        foreach (var response in answer.Responses)
        {
            var status = response.Status is { } code ? $"{code}" : "no response";
            output.WriteLine($"    {response.Request}: {status} after {response.Milliseconds} ms");
            foreach (var line in response.Headers.Concat(response.Body.Length > 0 ? response.Body.Split('\n') : []))
            {
                output.WriteLine("      " + line.TrimEnd('\r'));
            }
        }

        output.WriteLine();
    }

    public static string ToJson(LiveCheckOptions options, DateTimeOffset at, IEnumerable<Answer> answers) => JsonSerializer.Serialize(
        new
        {
            At = at,
            options.BaseAddress,
            options.LinkId,
            options.AlbumId,
            Questions = answers.Select(answer => new
            {
                answer.Question.Name,
                answer.Question.Text,
                answer.Question.Assumption,
                answer.Question.Method,
                Finding = answer.Finding.Kind,
                answer.Finding.Detail,
                answer.Responses,
            }),
        },
        Json);
}
