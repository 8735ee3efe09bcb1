import java.io.File;
import org.verapdf.core.ModelParsingException;
import org.verapdf.core.ValidationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** Says of each file, a line each: how many checks of PDF/A-2b were made, and which clauses it breaks. */
public final class VeraPdf {
  public static void main(String[] paths) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (String path : paths) {
      try (PDFAParser file = Foundries.defaultInstance().createParser(new File(path), PDFAFlavour.PDFA_2_B);
          PDFAValidator rules = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false)) {
        ValidationResult told = rules.validate(file);
        StringBuilder line = new StringBuilder().append(told.getTotalAssertions());
        line.append(told.isCompliant() ? " keeps" : " breaks");
        told.getFailedChecks()
            .keySet()
            .forEach(rule -> line.append(' ').append(rule.getClause()).append('-').append(rule.getTestNumber()));
        System.out.println(line);
      } catch (ModelParsingException | ValidationException unread) {
        System.out.println("0 breaks " + unread.getClass().getSimpleName());
      }
    }
  }
}
