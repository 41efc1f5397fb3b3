using System.Text.RegularExpressions;

namespace EventPics.Tests.Support;

/// <summary>Which folders of a project use the types of which others, subfolders included. A package's public types don't count.</summary>
internal sealed partial class FolderUses
{
    private readonly Dictionary<(string From, string To), string> _examples = [];

    private FolderUses(SourceProject project)
    {
        var files = project.Files.Where(file => file.IsInternal).ToArray();
        var folderOf = files.SelectMany(file => file.Types.Select(type => (type.Name, file.Folder)))
            .Distinct().ToLookup(type => type.Name, type => type.Folder);
        foreach (var file in files)
        {
            var visible = file.Imports(project.Name + ".").Concat(Around(file.Folder)).ToHashSet();
            var named = Name().Matches(NoCode().Replace(file.Text, " ")).Select(match => match.Value).Distinct();
            foreach (var (name, folder) in named.SelectMany(name => folderOf[name].Select(folder => (name, folder))))
            {
                if (folder != file.Folder && visible.Contains(folder))
                {
                    _examples.TryAdd((file.Folder, folder), $"{file.Path} names {name}");
                }
            }
        }
    }

    public IEnumerable<(string From, string To)> Pairs => _examples.Keys;

    public static FolderUses Of(SourceProject project) => new(project);

    /// <summary>A file in the one folder that names a type of the other.</summary>
    public string Example(string from, string to) => _examples[(from, to)];

    /// <summary>Whether the one folder uses the other, directly or through others.</summary>
    public bool Reaches(string from, string to)
    {
        var seen = new HashSet<string> { from };
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out var folder) && folder != to)
        {
            foreach (var next in Pairs.Where(pair => pair.From == folder).Select(pair => pair.To).Where(seen.Add))
            {
                open.Enqueue(next);
            }
        }

        return seen.Contains(to);
    }

    // The folders whose types a file sees without a using directive.
    private static IEnumerable<string> Around(string folder)
    {
        for (; folder.Length > 0; folder = Path.GetDirectoryName(folder)!.Replace('\\', '/'))
        {
            yield return folder;
        }

        yield return "";
    }

    [GeneratedRegex(@"//.*|^using .*|""(?:[^""\\\n]|\\.)*""", RegexOptions.Multiline)]
    private static partial Regex NoCode();

    // Not a member of the same name.
    [GeneratedRegex(@"(?<![\w.])[A-Z]\w+")]
    private static partial Regex Name();
}
