namespace PhotoBooth;

/// <summary>The evening: how many pictures, and how long between two.</summary>
internal sealed record Plan(int Pictures, TimeSpan Pause);
