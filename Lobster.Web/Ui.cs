namespace Lobster.Web;

/// <summary>The one resource all visible text is looked up in; the English sentence is the key.</summary>
public sealed class Ui;
