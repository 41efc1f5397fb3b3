using System.Globalization;
using System.Text.RegularExpressions;

namespace EventPics.Tests.Docs;

/// <summary>The rules of the code base that the compiler does not check, for every project under src.</summary>
public sealed partial class ArchitectureTests
{
    private const int LongestFile = 300;
    private const int LargestFolder = 20;

    // Which projects each one may reference, and the first event id of its log messages.
    private static readonly Dictionary<string, (string[] Uses, int FirstEventId)> Rules = new()
    {
        ["EventPics.Shared"] = ([], 0),
        ["EventPics"] = ([], 100),
        ["EventPics.Queue"] = (["EventPics"], 200),
        ["EventPics.Emulator"] = ([], 300),
        ["EventPics.HotFolder"] = (["EventPics.Queue", "EventPics"], 400),
        ["EventPics.Cli"] = (["EventPics", "EventPics.Queue", "EventPics.HotFolder", "EventPics.Dashboard", "EventPics.Emulator"], 500),
        ["EventPics.Dashboard"] = (["EventPics.Queue", "EventPics.HotFolder"], 600),
    };

    // The folders under Internal, or of a program, from top to bottom, one layer per line: a folder uses only what is below it. "" are the files
    // outside of a folder.
    internal static readonly IReadOnlyDictionary<string, string[]> Layers = new Dictionary<string, string[]>
    {
        ["EventPics.Shared"] = [""],
        ["EventPics"] =
        [
            "Registration",
            "Upload",
            "Api Content",
            "Http",
            "Failures",
            "PresignedUrls Validation",
            "",
        ],
        ["EventPics.Queue"] =
        [
            "Hosting Session",
            "Local Sending",
            "Recovery Scheduling",
            "PostgreSql Sqlite Spool Events",
            "Disk Jobs",
            "",
        ],
        ["EventPics.Emulator"] =
        [
            "Server",
            "Calls Gallery",
            "Exchanges",
            "Faults Photos",
            "Storage",
            "Wire",
            "",
        ],
        ["EventPics.Cli"] =
        [
            "",
            "Commands/Account Commands/Doctor Commands/Emulator Commands/Listen Commands/Profiles Commands/Queue Commands/Report Commands/Run Commands/Service Commands/Start Commands/Status Commands/Upload Commands/Watch",
            "OperatorApp",
            "Checks Profiles",
            "Watching",
            "Screens Parsing",
            "Sending",
            "Context",
            "Localization",
            "Platform",
            "Model",
        ],
        ["EventPics.Dashboard"] =
        [
            "Routing",
            "WrapUp",
            "Actions Live Pages",
            "Accounts Thumbnails",
            "Access Localization Wire",
        ],
        ["EventPics.HotFolder"] =
        [
            "Hosting Loop",
            "Intake Scanning",
            "Albums PostUpload",
            "CaptureTimes State",
            "Watching",
            "Claims",
            "Formats History Queueing",
            "Files",
            "",
        ],
    };

    // The public API of the hot folder, one type per file: the tool or the dashboard needs each, so none can be internal.
    private static readonly Dictionary<string, int> LargeFolders = new()
    {
        ["src/EventPics.HotFolder"] = 24,
    };

    private static readonly (string From, string To)[] KnownCircles =
    [
        // OperatorJson lists the JSON of all pages, and OperatorActions names the policies that PhoneAccess defines.
        ("OperatorApp/Pages", "OperatorApp/PhoneAccess"),
        ("OperatorApp/Pages", "OperatorApp/Setup"),
    ];

    // The entries that the owner agreed to, and those that tools require.
    private static readonly string[] TopLevel =
    [
        ".ci", ".editorconfig", ".git", ".gitattributes", ".github", ".gitignore", "Directory.Build.props", "Directory.Packages.props",
        "EventPics.sln", "LICENSE", "README.de.md", "README.md", "samples", "src", "tests",
    ];

    [Fact]
    public void Every_project_has_rules() => AssertNone(
        SourceProject.All.Where(project => !Rules.ContainsKey(project.Name)).Select(project => $"{project.Name}: add it to {nameof(Rules)}"));

    [Fact]
    public void A_project_references_only_allowed_projects() => AssertNone(
        from project in SourceProject.All
        from used in project.References
        where !Rules[project.Name].Uses.Contains(used)
        select $"{project.Name} must not use {used}");

    [Fact]
    public void Types_in_the_project_folder_are_public_and_all_others_internal() => AssertNone(
        from project in SourceProject.All
        from file in project.Files
        from type in file.Types
        where file.IsInternal
            ? type.Access != "internal"
            : type.Access != "public" && !(project.IsProgram && type.Name == "Program")
        select $"{project.Name}/{file.Path}: {type.Access} {type.Name}");

    [Fact]
    public void A_librarys_code_is_in_the_project_folder_or_under_Internal() => AssertNone(
        from project in SourceProject.All
        where !project.IsProgram
        from file in project.Files
        where !file.IsInternal && file.Path.Contains('/', StringComparison.Ordinal)
        select $"{project.Name}/{file.Path}");

    [Fact]
    public void A_namespace_matches_its_folder() => AssertNone(
        from project in SourceProject.All
        from file in project.Files
        from name in file.Namespaces
        where name != string.Join('.', $"{project.Name}/{file.Folder}".TrimEnd('/').Split('/'))
        select $"{project.Name}/{file.Path}: {name}");

    [Fact]
    public void A_folder_uses_only_folders_below_it()
    {
        var problems = new List<string>();
        foreach (var project in SourceProject.All)
        {
            var layers = Layers[project.Name];
            var prefix = project.Name + (project.IsProgram ? "." : ".Internal.");
            foreach (var folder in project.Files.Where(file => file.IsInternal).GroupBy(file => file.Subject))
            {
                var uses = folder.SelectMany(file => file.Uses(prefix)).Where(used => used != folder.Key).Distinct().Order(StringComparer.Ordinal).ToArray();
                problems.AddRange(uses.Where(used => LayerOf(layers, used) <= LayerOf(layers, folder.Key)).Select(used => $"{project.Name}: {folder.Key} must not use {used}"));
                TestContext.Current.TestOutputHelper?.WriteLine(
                    $"{project.Name,-20} {folder.Key,-20} {folder.Count(),3} files {folder.Sum(file => file.Lines),5} lines  {string.Join(' ', uses)}");
            }
        }

        AssertNone(problems);
    }

    // Finds what the using directives don't show: a folder may use the types of the folders around it without one.
    [Fact]
    public void Folders_dont_use_each_other_in_circles() => AssertNone(
        from project in SourceProject.All
        let uses = FolderUses.Of(project)
        from pair in uses.Pairs
        where string.CompareOrdinal(pair.From, pair.To) < 0 && uses.Reaches(pair.To, pair.From) && !KnownCircles.Contains(pair)
        select $"{project.Name}: {pair.From} and {pair.To} use each other ({uses.Example(pair.From, pair.To)})");

    [Fact]
    public void Source_that_projects_share_uses_none_of_them() => AssertNone(
        from project in SourceProject.All
        where project.IsShared
        from file in project.Files
        where file.Uses("EventPics").Any()
        select $"{project.Name}/{file.Path}");

    [Fact]
    public void Every_folder_has_a_layer() => AssertNone(
        from project in SourceProject.All
        from folder in project.Files.Where(file => file.IsInternal).Select(file => file.Subject).Distinct()
        where LayerOf(Layers[project.Name], folder) < 0
        select $"{project.Name}/Internal/{folder}: add it to {nameof(Layers)}");

    [Fact]
    public void A_file_contains_one_type_of_the_same_name() => AssertNone(
        from project in SourceProject.All
        from file in project.Files
        let types = file.Types.Select(type => type.Name).ToArray()
        where file.Name is not ("JsonModels" or "WireModels") && types.Length > 0 && (types.Length > 1 || types[0] != file.Name.Split('.')[0])
        select $"{project.Name}/{file.Path}: {string.Join(", ", types)}");

    [Fact]
    public void A_folder_has_few_files() => AssertNone(
        from file in TextFiles("*.cs")
        let folder = Path.GetDirectoryName(Path.GetRelativePath(Repository.Root, file))!.Replace('\\', '/')
        group file by folder into files
        where files.Count() > LargeFolders.GetValueOrDefault(files.Key, LargestFolder)
        select $"{files.Key}: {files.Count()} files");

    [Fact]
    public void A_file_is_short() => AssertNone(
        from project in SourceProject.All
        from file in project.Files
        where file.Lines > LongestFile
        select $"{project.Name}/{file.Path}: {file.Lines} lines");

    [Fact]
    public void A_project_logs_in_one_file_with_ids_of_its_own()
    {
        var ids = new Dictionary<int, string>();
        var problems = new List<string>();
        foreach (var project in SourceProject.All)
        {
            problems.AddRange(project.Files.Where(file => UnnamedLog().IsMatch(file.Text)).Select(file => $"{project.Name}/{file.Path} logs without an id"));
            var first = Rules[project.Name].FirstEventId;
            foreach (var file in project.Files)
            {
                foreach (Match match in LoggerMessage().Matches(file.Text))
                {
                    var id = match.Groups[1].Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : -1;
                    var place = $"{project.Name}/{file.Path}: {id}";
                    problems.AddRange(
                        file.Name != "Log" ? [$"{place} belongs into Log.cs"]
                        : id < first || id >= first + 100 ? [$"{place} is not {first} to {first + 99}"]
                        : ids.TryAdd(id, place) ? [] : [$"{place} is taken by {ids[id]}"]);
                }
            }
        }

        Assert.NotEmpty(ids);
        AssertNone(problems);
    }

    [Fact]
    public void Internals_are_visible_to_a_projects_own_tests_only()
    {
        var lines = TextFiles("*.cs", "*.csproj", "*.props", "*.targets")
            .Where(path => Path.GetFileName(path) is not ("ArchitectureTests.cs" or "PublicApiTests.cs"))
            .SelectMany(path => File.ReadLines(path)
                .Where(line => line.Contains("InternalsVisibleTo", StringComparison.Ordinal))
                .Select(line => $"{Path.GetRelativePath(Repository.Root, path)}: {line.Trim()}"));

        Assert.Equal(["""Directory.Build.props: <InternalsVisibleTo Include="$(MSBuildProjectName).Tests" />"""], lines);
    }

    [Fact]
    public void A_suppressed_warning_has_a_reason_next_to_it() => AssertNone(
        from path in TextFiles("*.cs", "*.csproj", "*.props", "*.targets")
        where Path.GetFileName(path) != "ArchitectureTests.cs"
        let lines = File.ReadAllLines(path)
        from at in Enumerable.Range(0, lines.Length)
        where lines[at].Contains("<NoWarn>", StringComparison.Ordinal) || lines[at].Contains("#pragma warning disable", StringComparison.Ordinal)
        where !HasComment(lines[at]) && !(at > 0 && HasComment(lines[at - 1]))
        select $"{Path.GetRelativePath(Repository.Root, path)}({at + 1})");

    [Fact]
    public void The_top_level_of_the_repository_contains_only_agreed_entries()
    {
        var ignored = File.ReadAllLines(Repository.PathOf(".gitignore")).Select(line => line.TrimEnd('/')).ToArray();

        AssertNone(
            from entry in Directory.EnumerateFileSystemEntries(Repository.Root).Select(path => Path.GetFileName(path)!)
            where !TopLevel.Contains(entry) && !ignored.Any(pattern =>
                System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, entry, ignoreCase: false))
            select entry);
    }

    private static int LayerOf(string[] layers, string folder) => Array.FindIndex(layers, layer => layer.Split(' ').Contains(folder));

    private static bool HasComment(string line) =>
        line.Contains("<!--", StringComparison.Ordinal) || line.Contains("-->", StringComparison.Ordinal) || line.Contains("//", StringComparison.Ordinal);

    private static IEnumerable<string> TextFiles(params string[] patterns)
    {
        string[] folders = [Repository.PathOf("src"), Repository.PathOf("tests"), Repository.PathOf("samples")];
        return patterns
            .SelectMany(pattern => Directory.EnumerateFiles(Repository.Root, pattern)
                .Concat(folders.SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))))
            .Order(StringComparer.Ordinal);
    }

    private static void AssertNone(IEnumerable<string> problems)
    {
        var all = problems.ToArray();
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    // A logger that wraps another one passes the id on.
    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)?\((?!logLevel, eventId, )")]
    private static partial Regex UnnamedLog();

    [GeneratedRegex(@"\[LoggerMessage\((?:\s*(?:EventId\s*[=:]\s*)?(\d+))?")]
    private static partial Regex LoggerMessage();
}
