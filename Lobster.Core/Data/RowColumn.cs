namespace Lobster.Core.Data;

/// <summary>A column of a <see cref="RowSet"/>: a whole number unless it is text.</summary>
/// <param name="Name">Its name in the statement, a plain word.</param>
/// <param name="IsText">Whether it holds text.</param>
internal readonly record struct RowColumn(string Name, bool IsText = false)
{
    /// <summary>A column of whole numbers.</summary>
    public static implicit operator RowColumn(string name) => new(name);

    /// <summary>A column of text.</summary>
    public static RowColumn Text(string name) => new(name, true);
}
