namespace Billing.Platform;

/// <summary>Collects what is wrong with a request, so that all of it is answered at once.</summary>
public sealed class FieldFaults
{
    private const int MaxErrors = 100;
    private const int MaxFieldLength = 100;

    private readonly List<FieldError> _errors = [];

    public bool Any => _errors.Count > 0;

    public IReadOnlyList<FieldError> Errors => _errors;

    public void Add(string field, string code, string message)
    {
        if (_errors.Count >= MaxErrors) return;

        var name = field.Length <= MaxFieldLength ? field : field[..MaxFieldLength] + "…";
        _errors.Add(new(name, code, message));
    }

    /// <summary>Control characters and lone surrogates are in no text that a person means.</summary>
    public static bool IsCleanText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i])) return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsSurrogatePair(text, i)) return false;
            i++;
        }

        return true;
    }
}
