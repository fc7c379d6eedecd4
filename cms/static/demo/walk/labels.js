// What the API's codes are called.

export const STATUSES = {
  DRAFT: "Brouillon",
  SUBMITTED: "Déposé",
  NEEDS_CORRECTION: "À corriger",
  ACCEPTED: "Accepté",
  ACTIVATED: "Compte activé",
  PUBLISHED: "Publié",
  REFUSED: "Refusé",
  WITHDRAWN: "Retiré",
};

export const PROFILE_STATUSES = {
  SCHEDULED: "Acceptée, bientôt publiée",
  PUBLISHED: "Publiée",
  PUBLISHED_WITH_DRAFT: "Publiée, avec des changements que vous n’avez pas encore soumis",
  IN_REVIEW: "Publiée, avec des changements en relecture",
  SUSPENDED: "Suspendue",
  LEFT: "Retirée à votre départ",
};

export const KINDS = { BLOCK: "À corriger", WARN: "Conseil", HUMAN: "Vérifié par l’instruction", INFORM: "À savoir" };
