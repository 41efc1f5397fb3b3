using EventPics.Internal.Failures;

namespace EventPics.Tests.Failures;

internal static class ClassificationText
{
    /// <summary>Error, recovery action, whether it is transient, and scope.</summary>
    public static string Describe(this FailureClassification classification) =>
        $"{classification.Error} {classification.Action} {(classification.IsTransient ? "transient" : "final")} {classification.Scope}";
}
