using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EventPics.Tests.Support;

/// <summary>A project under src, or the source that several of them compile in, read as text.</summary>
internal sealed partial class SourceProject
{
    private SourceProject(string folder)
    {
        Folder = folder;
        IsShared = Path.GetFileName(folder) == "Shared";
        Name = IsShared ? "EventPics.Shared" : Path.GetFileName(folder);
        Project = IsShared ? new XElement("Project") : XElement.Load(Path.Combine(folder, Name + ".csproj"));
        Files = [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => new SourceFileText(
                Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path), HasPublicTypes: !IsProgram && !IsShared))
            .Where(
                file => !file.Path.StartsWith("bin/", StringComparison.Ordinal) && !file.Path.StartsWith("obj/", StringComparison.Ordinal))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    public static IReadOnlyList<SourceProject> All { get; } =
        [.. Directory.GetDirectories(Repository.PathOf("src")).Order(StringComparer.Ordinal).Select(folder => new SourceProject(folder))];

    public string Name { get; }

    public string Folder { get; }

    public XElement Project { get; }

    public IReadOnlyList<SourceFileText> Files { get; }

    public bool IsShared { get; }

    public bool IsProgram => Project.Descendants("OutputType").Any(type => type.Value.EndsWith("Exe", StringComparison.OrdinalIgnoreCase));

    public IEnumerable<string> References => Project.Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    internal sealed partial record SourceFileText(string Path, string Text, bool HasPublicTypes)
    {
        /// <summary>Whether the file is not public: in a package, what is under Internal; elsewhere, all but Program.cs.</summary>
        public bool IsInternal => HasPublicTypes ? Path.StartsWith("Internal/", StringComparison.Ordinal) : Path != "Program.cs";

        public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

        /// <summary>
        /// The folder under Internal or, in a program, under the project's folder, where each command has one; empty for that folder
        /// itself.
        /// </summary>
        public string Subject => !HasPublicTypes
            ? SubjectOf(Folder.Split('/'))
            : IsInternal && Folder.Length > "Internal/".Length ? SubjectOf(Folder["Internal/".Length..].Split('/')) : "";

        /// <summary>The folders below a namespace that the file's using directives refer to.</summary>
        public IEnumerable<string> Uses(string prefix) => Using().Matches(Text)
            .Select(match => match.Groups[1].Value)
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => SubjectOf(name[prefix.Length..].Split('.')));

        /// <summary>The folders whose namespaces the file imports.</summary>
        public IEnumerable<string> Imports(string prefix) => Using().Matches(Text)
            .Select(match => match.Groups[1].Value)
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => name[prefix.Length..].Replace('.', '/'));

        public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

        public int Lines => Text.TrimEnd('\n').Split('\n').Length;

        public IEnumerable<string> Namespaces => Namespace().Matches(Text).Select(match => match.Groups[1].Value);

        /// <summary>The top-level types: their accessibility and name, a partial one once.</summary>
        public IEnumerable<(string Access, string Name)> Types =>
            Type().Matches(Text).Select(match => (match.Groups["access"].Value, match.Groups["name"].Value)).Distinct();

        private static string SubjectOf(string[] folders) => string.Join('/', folders.Take(folders[0] == "Commands" ? 2 : 1));

        [GeneratedRegex(@"^using\s+(?:static\s+)?(?:\w+\s*=\s*)?([\w.]+);", RegexOptions.Multiline)]
        private static partial Regex Using();

        [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
        private static partial Regex Namespace();

        [GeneratedRegex(
            @"^(?<access>public|internal|file)?[ ]?(?:(?:static|sealed|abstract|partial|readonly|ref|unsafe)[ ])*" +
            @"(?:class|record(?:[ ](?:struct|class))?|struct|interface|enum|delegate[ ][\w<>?.,]+)[ ](?<name>\w+)",
            RegexOptions.Multiline)]
        private static partial Regex Type();
    }
}
