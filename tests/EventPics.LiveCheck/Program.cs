using EventPics.LiveCheck;

const int Success = 0;
const int Differs = 1;
const int Usage = 2;
const int NoKey = 3;
const int NothingAnswered = 4;

LiveCheckOptions options;
try
{
    options = LiveCheckOptions.Parse(args);
}
catch (FormatException e)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.WriteLine(LiveCheckOptions.Usage);
    return Usage;
}

Question[] questions = [.. QuestionList.All.Where(question => options.Only is null || question.Name == options.Only)];
if (questions.Length == 0)
{
    Console.Error.WriteLine($"No question is called {options.Only}.");
    return Usage;
}

if (!options.IsConfirmed)
{
    Report.WritePlan(Console.Out, questions);
    return Usage;
}

if (options.ApiKey.Length == 0)
{
    Console.Error.WriteLine("Set EVENTPICS_API_KEY to the API key of the event.");
    return NoKey;
}

var started = TimeProvider.System.GetUtcNow();
using var service = new LiveService(options, started);
var interview = new Interview(service, options.QuestionTimeout);
var answers = new List<Answer>();
try
{
    await SaveAsync(); // a file that can't be written is noticed before photos are in the album
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return Usage;
}

Console.WriteLine($"{options.BaseAddress}, event {options.LinkId}, album {options.AlbumId}, {started:u}");
Console.WriteLine();
foreach (var question in questions)
{
    var answer = question.IsSlow && !options.IsSlow
        ? new Answer(question, [], Finding.NoAnswer("not asked; it takes the lifetime of an upload URL, so add --slow"))
        : await interview.AskAsync(question);
    Report.Write(Console.Out, answer);
    answers.Add(answer);
    await SaveAsync();
}

foreach (var group in answers.GroupBy(answer => answer.Finding.Kind).OrderBy(group => group.Key))
{
    Console.WriteLine($"{group.Key}: {group.Count()} ({string.Join(", ", group.Select(answer => answer.Question.Name))})");
}

return answers.Exists(answer => answer.Finding.Kind == FindingKind.Differs) ? Differs
    : answers.TrueForAll(answer => answer.Finding.Kind == FindingKind.NoAnswer) ? NothingAnswered
    : Success;

async Task SaveAsync()
{
    if (options.JsonFile is not null)
    {
        await File.WriteAllTextAsync(options.JsonFile, Report.ToJson(options, started, answers));
    }
}
